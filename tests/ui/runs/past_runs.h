#pragma once

#include "tests/core/runs/journal_fixture.h"
#include "tests/support/await.h"
#include "tests/ui/window_fixture.h"
#include "ui/common/translations.h"
#include "ui/session/run_history.h"

#include <QTest>

namespace callsheet::test {

using namespace Qt::StringLiterals;

//! The real window over a journal that holds runs of earlier days.
class PastRuns : public ::testing::Test {
protected:
    static void SetUpTestSuite()
    {
        ui::installTranslations(*qobject_cast<QApplication *>(QCoreApplication::instance()));
    }
    //! A run of rows 2 to 5 in chunks of two, and row 6 left out; the outcomes are those of its chunks, none: waiting.
    runs::RunId addRun(const QString &name, const std::vector<runs::OutcomeClass> &outcomes, bool isPractice = false)
    {
        runs::RunHead head = runs::headFor(5, 1);
        head.name = name;
        head.practice = isPractice;
        head.preparation = runs::Preparation{u"asha"_s, u"Renewals v3"_s, {}, {u"Skip 1 Row"_s}, 0, 20};
        const auto planned = fixture.journal
                                 ->plan(head, {{6, false, u"Left out by you."_s}},
                                     runs::chunksOf({{{2, 3}, body(0)}, {{4, 5}, body(2)}}))
                                 .result();
        EXPECT_EQ(errorOf(planned), "");
        const auto details = fixture.journal->run(*planned).result();
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            const auto attempt = fixture.journal->recordIntent(details->chunks.at(i).id, false).result();
            EXPECT_EQ(errorOf(attempt), "");
            EXPECT_EQ(errorOf(fixture.journal->recordWireOpen(*attempt).result()), "");
            const runs::AttemptResult result = runs::resultOf(outcomes[i], 2);
            EXPECT_EQ(errorOf(fixture.journal->recordResult(*attempt, result).result()), "");
        }
        return *planned;
    }
    static QByteArray body(int first)
    {
        QByteArray records;
        for (int i = first; i < first + 2; ++i)
            records += QByteArray(records.isEmpty() ? "" : ",") + R"({"phoneNumber":"44740000000)"
                + QByteArray::number(i) + R"(","name":"Person )" + QByteArray::number(i) + R"("})";
        return R"({"batchId":"64e5f12345abcdef98765432","callData":[)" + records + "]}";
    }
    //! The window on its Runs page, with this run.
    void openWith(runs::RunId run)
    {
        fixture.open();
        fixture.window->goTo(ui::Step::Runs);
        fixture.window->history().select(run);
        ASSERT_TRUE(waitUntil([&] {
            const runs::RunDetails *shown = fixture.window->history().details();
            return shown && shown->head.id == run && fixture.window->history().isLoaded();
        }));
    }

    WindowFixture fixture;
};

} // namespace callsheet::test
