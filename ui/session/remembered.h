#pragma once

#include "core/base/profile.h"
#include "core/check/check_rows.h"

#include <QByteArray>
#include <QStringList>
#include <QThreadPool>

#include <optional>

namespace callsheet::ui {

//! What the window remembers from one start to the next; losing it loses no work.
struct Memory {
    QStringList recentFiles; // newest first
    QStringList recentVariableSets;
    std::optional<QString> defaultCountry; // nothing: never chosen
    check::PhoneWriting phoneWriting = check::PhoneWriting::DigitsOnly;
    QString connection; // name of the one used last
    bool waitsForErrors = false; // nothing is sent while a row has one
    QByteArray geometry;
    bool sidebar = true;
    bool practicePanel = false; // it was open
    QByteArray docks; // where it stood
    bool tourOffered = false; // once is enough

    bool operator==(const Memory &) const = default;
};

//! Keeps a Memory in the profile's window.json. A file that cannot be read counts as empty; writing happens in the
//! background.
class Remembered final {
public:
    explicit Remembered(const base::Profile &profile);

    const Memory &memory() const { return m_memory; }
    void change(const Memory &memory);
    void addFile(const QString &path);
    void forgetFile(const QString &path);
    void addVariableSet(const QString &path);
    void forgetVariableSet(const QString &path);

private:
    QString m_path;
    Memory m_memory;
    QThreadPool m_writer; // one thread, so that an older state never overtakes a newer one
};

} // namespace callsheet::ui
