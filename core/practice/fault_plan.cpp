#include "core/practice/fault_plan.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonParseError>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto defaultPath = "addCallsToBatch"_L1;

constexpr auto kinds = std::array{
    std::pair{"refuse"_L1, FaultKind::Refuse},
    std::pair{"dropBeforeBody"_L1, FaultKind::DropBeforeBody},
    std::pair{"dropBeforeAnswer"_L1, FaultKind::DropBeforeAnswer},
    std::pair{"dropUnapplied"_L1, FaultKind::DropUnapplied},
    std::pair{"halfAnswer"_L1, FaultKind::HalfAnswer},
    std::pair{"hang"_L1, FaultKind::Hang},
    std::pair{"status"_L1, FaultKind::Status},
    std::pair{"garbage"_L1, FaultKind::Garbage},
    std::pair{"delay"_L1, FaultKind::Delay},
};

QString pathOf(const Fault &fault)
{
    return fault.path.isEmpty() ? QString(defaultPath) : fault.path;
}

bool isDue(const Fault &fault, int seen)
{
    return seen >= fault.fromRequest && (fault.count == 0 || seen - fault.fromRequest < fault.count);
}

base::Error mistake(const QString &sentence)
{
    return {base::ErrorKind::InvalidInput, sentence, {}};
}

// Reads the members of one entry; the first mistake wins and is kept as a sentence.
class EntryReader {
public:
    EntryReader(const QJsonObject &entry, const QString &file, qsizetype number)
        : m_entry(entry)
        , m_file(file)
        , m_number(number)
    {
    }

    const QString &problem() const { return m_problem; }

    FaultKind kind()
    {
        const QString word = m_entry.value("kind"_L1).toString();
        QStringList allowed;
        for (const auto &[name, value] : kinds) {
            if (word == name)
                return value;
            allowed += name;
        }
        fail(QCoreApplication::translate("practice", "Fault %1 in “%2” has no known kind; write one of %3.")
                 .arg(QString::number(m_number), m_file, allowed.join(u", "_s)));
        return {};
    }

    int wholeNumber(QLatin1StringView member, int fallback, int least, int most)
    {
        const QJsonValue value = m_entry.value(member);
        if (value.isUndefined())
            return fallback;
        const double number = value.toDouble(std::numeric_limits<double>::quiet_NaN());
        if (number >= least && number <= most && std::floor(number) == number)
            return static_cast<int>(number);
        fail(QCoreApplication::translate("practice", "“%1” of fault %2 in “%3” must be a whole number from %4 to %5.")
                 .arg(member, QString::number(m_number), m_file, QString::number(least), QString::number(most)));
        return fallback;
    }

    QString text(QLatin1StringView member)
    {
        const QJsonValue value = m_entry.value(member);
        if (value.isUndefined() || value.isString())
            return value.toString();
        fail(QCoreApplication::translate("practice", "“%1” of fault %2 in “%3” must be a text in quotes.")
                 .arg(member, QString::number(m_number), m_file));
        return {};
    }

    bool yesOrNo(QLatin1StringView member, bool fallback)
    {
        const QJsonValue value = m_entry.value(member);
        if (value.isUndefined() || value.isBool())
            return value.toBool(fallback);
        fail(QCoreApplication::translate("practice", "“%1” of fault %2 in “%3” must be true or false.")
                 .arg(member, QString::number(m_number), m_file));
        return fallback;
    }

    bool has(QLatin1StringView member) const { return m_entry.contains(member); }

    void refuseUnknownMembers()
    {
        constexpr auto known = std::array{"kind"_L1, "status"_L1, "envelope"_L1, "message"_L1, "retryAfter"_L1,
            "delay"_L1, "path"_L1, "request"_L1, "count"_L1};
        for (auto member = m_entry.begin(); member != m_entry.end(); ++member) {
            const bool isKnown
                = std::any_of(known.begin(), known.end(), [&](QLatin1StringView name) { return member.key() == name; });
            if (isKnown)
                continue;
            QStringList allowed;
            for (const QLatin1StringView name : known)
                allowed += name;
            fail(QCoreApplication::translate(
                "practice", "Fault %1 in “%2” has a member “%3” that means nothing; allowed are %4.")
                     .arg(QString::number(m_number), m_file, member.key().left(40), allowed.join(u", "_s)));
        }
    }

private:
    void fail(const QString &sentence)
    {
        if (m_problem.isEmpty())
            m_problem = sentence;
    }

    const QJsonObject m_entry;
    const QString m_file;
    const qsizetype m_number;
    QString m_problem;
};

base::Result<Fault> readFault(const QJsonObject &entry, const QString &file, qsizetype number)
{
    constexpr auto longest = std::numeric_limits<int>::max();
    EntryReader reader(entry, file, number);
    Fault fault;
    fault.kind = reader.kind();
    fault.status = reader.wholeNumber("status"_L1, fault.status, 200, 599);
    fault.withEnvelope = reader.yesOrNo("envelope"_L1, fault.withEnvelope);
    fault.message = reader.text("message"_L1);
    if (reader.has("retryAfter"_L1))
        fault.retryAfterSeconds = reader.wholeNumber("retryAfter"_L1, 0, 0, longest);
    fault.delay = std::chrono::milliseconds(reader.wholeNumber("delay"_L1, 0, 0, longest));
    fault.path = reader.text("path"_L1);
    fault.fromRequest = reader.wholeNumber("request"_L1, fault.fromRequest, 1, longest);
    fault.count = reader.wholeNumber("count"_L1, fault.count, 0, longest);
    reader.refuseUnknownMembers();
    if (!reader.problem().isEmpty())
        return mistake(reader.problem());
    return fault;
}

} // namespace

QString faultName(FaultKind kind)
{
    const auto entry = std::find_if(kinds.begin(), kinds.end(), [kind](const auto &k) { return k.second == kind; });
    return entry == kinds.end() ? QString() : QString(entry->first);
}

const Fault *FaultPlan::faultFor(const QString &path, int seen) const
{
    for (const Fault &fault : faults) {
        if (path.contains(pathOf(fault)) && isDue(fault, seen))
            return &fault;
    }
    return nullptr;
}

bool FaultCount::refusesNextConnection()
{
    ++m_connections;
    return std::any_of(m_plan.faults.cbegin(), m_plan.faults.cend(),
        [this](const Fault &fault) { return fault.kind == FaultKind::Refuse && isDue(fault, m_connections); });
}

bool FaultCount::refusalAhead() const
{
    return std::any_of(m_plan.faults.cbegin(), m_plan.faults.cend(), [this](const Fault &fault) {
        return fault.kind == FaultKind::Refuse
            && (fault.count == 0 || m_connections - fault.fromRequest < fault.count - 1);
    });
}

std::optional<Fault> FaultCount::nextRequest(const QString &path)
{
    QHash<QString, int> now; // each path is counted once, however many faults name it
    std::optional<Fault> due;
    for (const Fault &fault : m_plan.faults) {
        const QString pattern = pathOf(fault);
        if (fault.kind == FaultKind::Refuse || !path.contains(pattern))
            continue;
        if (!now.contains(pattern))
            now.insert(pattern, ++m_seen[pattern]);
        if (!due && isDue(fault, now.value(pattern)))
            due = fault;
    }
    return due;
}

base::Result<FaultPlan> parseFaultPlan(const QByteArray &json, const QString &nameForErrors)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) {
        return mistake(QCoreApplication::translate("practice",
            "“%1” is not valid JSON at byte %2: %3. Write {\"faults\": [{\"kind\": \"status\", \"status\": 500}]}.")
                           .arg(nameForErrors, QString::number(error.offset), error.errorString()));
    }
    const QJsonValue list = document.object().value("faults"_L1);
    if (!list.isArray()) {
        return mistake(QCoreApplication::translate(
            "practice", "“%1” has no list “faults”. Write {\"faults\": [{\"kind\": \"status\", \"status\": 500}]}.")
                           .arg(nameForErrors));
    }
    FaultPlan plan;
    const QJsonArray entries = list.toArray();
    for (const QJsonValue &entry : entries) {
        base::Result<Fault> fault = readFault(entry.toObject(), nameForErrors, plan.faults.size() + 1);
        if (!fault)
            return fault.error();
        plan.faults += *fault;
    }
    return plan;
}

} // namespace callsheet::practice
