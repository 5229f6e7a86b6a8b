#pragma once

#include "tests/ui/window_fixture.h"

#include <gtest/gtest.h>

namespace callsheet::test {

//! The real window over the real practice service, with people ready to be sent.
class PracticeWindow : public ::testing::Test {
protected:
    static void SetUpTestSuite();

    bool prepare(int people);
    bool send(); // until nothing is under way and the run is shown
    void openPanel();
    QString batch();

    WindowFixture fixture;
};

} // namespace callsheet::test
