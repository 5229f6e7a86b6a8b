#pragma once

#include "core/base/clock.h"
#include "core/connection/journal_keys.h"
#include "core/connection/secret_store.h"
#include "core/practice/practice_service.h"
#include "core/runs/journal.h"
#include "core/send/transport.h"
#include "tests/support/temporary_file.h"
#include "tests/ui/scripted_prompts.h"
#include "ui/main_window.h"

#include <QWidget>

#include <memory>

namespace callsheet::test {

//! Everything the window works with, over a folder that is gone afterwards and the real practice service.
class WindowFixture {
public:
    WindowFixture();
    ~WindowFixture();

    ui::MainWindow &open(const ui::StartUp &startUp = {});
    void close() { window.reset(); }

    //! A child by its object name; fails the test with the name when there is none.
    template <typename T>
    T *child(const QString &name)
    {
        T *found = window->findChild<T *>(name);
        EXPECT_NE(found, nullptr) << "no child " << name.toStdString();
        return found;
    }
    void click(const QString &name);
    QString text(const QString &labelName);
    //! Opens file and set, checks, and stands on the Check page.
    bool prepare(const QString &file, const QString &variableSet);

    TemporaryFolder folder;
    base::SystemClock clock;
    std::unique_ptr<runs::Journal> journal;
    std::unique_ptr<send::Transport> transport;
    connection::MemorySecretStore secrets;
    std::unique_ptr<connection::JournalKeys> journalKeys;
    std::unique_ptr<practice::PracticeService> practice;
    ScriptedPrompts prompts;
    base::Profile profile;
    ui::SheetReaders readers; // of the next window
    std::function<QString()> keychainProblem; // of the next window
    std::unique_ptr<ui::MainWindow> window;
};

//! A sheet of people with distinct, valid numbers: name, phone, city and more columns up to `columns`.
QByteArray peopleCsv(int rows, int columns = 3);

} // namespace callsheet::test
