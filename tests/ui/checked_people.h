#pragma once

#include "tests/support/await.h"
#include "tests/ui/window_fixture.h"
#include "ui/common/translations.h"
#include "ui/session/session.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QTableView>

#include <gtest/gtest.h>

namespace callsheet::test {

//! The window on its Check page, with a few people who were checked: the columns Name, Phone and City in any order,
//! name and phone required.
class CheckedPeople : public ::testing::Test {
protected:
    explicit CheckedPeople(const QByteArray &sheet)
        : m_sheet(sheet)
    {
    }

    static void SetUpTestSuite()
    {
        ui::installTranslations(*qobject_cast<QApplication *>(QCoreApplication::instance()));
    }

    void SetUp() override
    {
        using namespace Qt::StringLiterals;
        const QByteArray variableSet = R"({"name": "Test", "variables": [
          {"key": "phoneNumber", "label": "Phone", "type": "phone", "required": true},
          {"key": "name", "label": "Name", "required": true},
          {"key": "city", "label": "City"}]})";
        ASSERT_TRUE(fixture.prepare(
            fixture.folder.write(u"people.csv"_s, m_sheet), fixture.folder.write(u"set.json"_s, variableSet)));
        view = fixture.child<QTableView>(u"checkedRows"_s);
    }

    ui::Session &session() { return fixture.window->session(); }
    QAction *action(const QString &name) { return fixture.child<QAction>(name); }
    //! Null, after a while, when it does not open.
    QDialog *dialog(const QString &name)
    {
        QDialog *found = nullptr;
        waitUntil([&] { return (found = fixture.window->findChild<QDialog *>(name)) != nullptr; });
        return found;
    }

    WindowFixture fixture;
    QTableView *view = nullptr; // the checked rows

private:
    QByteArray m_sheet;
};

} // namespace callsheet::test
