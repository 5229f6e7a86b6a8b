#pragma once

#include "core/base/clock.h"
#include "core/base/profile.h"
#include "core/base/user_name.h"
#include "ui/session/sheet_reading.h"

#include <functional>

namespace callsheet::connection {
class JournalKeys;
class SecretStore;
}
namespace callsheet::practice {
class PracticeService;
}
namespace callsheet::runs {
class Journal;
}
namespace callsheet::send {
class Transport;
}

namespace callsheet::ui {

class Prompts;

//! What the window works with; made by the composition in app/, which keeps all of it alive longer than the window.
struct Services {
    base::Profile profile;
    const base::Clock *clock = nullptr;
    runs::Journal *journal = nullptr;
    send::Transport *transport = nullptr;
    connection::SecretStore *secrets = nullptr;
    connection::JournalKeys *journalKeys = nullptr; // null: the journal is not encrypted (tests)
    practice::PracticeService *practice = nullptr; // started; the window names it "Practice service"
    Prompts *prompts = nullptr; // questions to the person; scripted in tests
    SheetReaders readers = {}; // how a file is read
    //! Says something on the desktop, outside of the window; null: it cannot.
    std::function<void(const QString &title, const QString &text)> notify = {};
    //! What a person has to know of a keychain that does not work any more, after a run; empty, or null: nothing.
    std::function<QString()> keychainProblem = {};
    QString user = base::userName(); // who decides here, for the journal
};

//! What the command line asked the window to start with.
struct StartUp {
    QString file; // spreadsheet to open; empty: the start page
    QString variableSet; // file of a variable set; empty: none yet
    QString country; // default country, two letters; empty: the one used last
};

} // namespace callsheet::ui
