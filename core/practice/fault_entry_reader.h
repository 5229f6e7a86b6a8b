#pragma once

#include "core/practice/fault_plan.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

#include <utility>
#include <vector>

namespace callsheet::practice {

//! The words that a member may have, and what each means.
template <typename T>
using Words = std::vector<std::pair<QLatin1StringView, T>>;

//! Reads the members of one entry of a plan; the first mistake wins and is kept as a sentence that names file, entry,
//! member and what is allowed. A member that is absent leaves the target as it is.
class EntryReader {
public:
    EntryReader(const QJsonObject &entry, const QString &file, qsizetype number)
        : m_entry(entry)
        , m_file(file)
        , m_number(number)
    {
    }

    const QString &problem() const { return m_problem; }
    QJsonValue value(QLatin1StringView member) const { return m_entry.value(member); }

    FaultKind kind();
    void refuseMembersBut(const QStringList &allowed);

    void read(QLatin1StringView member, bool &target);
    void read(QLatin1StringView member, QString &target);
    void read(QLatin1StringView member, BytePosition &target);
    void readShare(QLatin1StringView member, double &target); // above 0, up to 1
    template <typename T>
    void readWhole(QLatin1StringView member, T &target, qint64 least, qint64 most)
    {
        if (const std::optional<qint64> number = wholeNumber(member, least, most))
            target = static_cast<T>(*number);
    }
    template <typename T>
    void readWord(QLatin1StringView member, T &target, const Words<T> &words)
    {
        const QJsonValue found = value(member);
        if (found.isUndefined())
            return;
        QStringList allowed;
        for (const auto &[word, meaning] : words) {
            if (found.toString() == word) {
                target = meaning;
                return;
            }
            allowed += word;
        }
        failWord(member, allowed);
    }
    void failWord(QLatin1StringView member, const QStringList &allowed);

private:
    std::optional<qint64> wholeNumber(QLatin1StringView member, qint64 least, qint64 most);
    void fail(const QString &sentence);

    const QJsonObject m_entry;
    const QString m_file;
    const qsizetype m_number;
    QString m_problem;
};

} // namespace callsheet::practice
