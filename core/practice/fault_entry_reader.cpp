#include "core/practice/fault_entry_reader.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto farthest = qint64{1} << 40; // beyond any request, and far from overflowing

// "headerEnd", "headerEnd+1", "last-1"
std::optional<BytePosition> positionIn(const QString &text)
{
    static constexpr auto places
        = {std::pair{"headerEnd"_L1, BytePosition::From::HeadEnd}, std::pair{"last"_L1, BytePosition::From::End}};
    for (const auto &[name, from] : places) {
        if (!text.startsWith(name))
            continue;
        const QString offset = text.mid(name.size());
        BytePosition position{from, 0, 0};
        if (offset.isEmpty())
            return position;
        bool ok = false;
        position.offset = offset.toLongLong(&ok);
        const bool isSigned = offset.startsWith(u'+') || offset.startsWith(u'-');
        if (ok && isSigned && std::abs(position.offset) <= farthest)
            return position;
    }
    return std::nullopt;
}

std::optional<BytePosition> positionIn(double number)
{
    if (number > 0 && number < 1)
        return BytePosition{BytePosition::From::BodyShare, 0, number};
    if (number >= 0 && number <= static_cast<double>(farthest) && std::floor(number) == number)
        return BytePosition{BytePosition::From::Start, static_cast<qint64>(number), 0};
    return std::nullopt;
}

bool holdsControls(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
}

} // namespace

FaultKind EntryReader::kind()
{
    const QString word = m_entry.value("kind"_L1).toString();
    const QStringList allowed = faultNames();
    const qsizetype index = allowed.indexOf(word);
    if (index >= 0)
        return static_cast<FaultKind>(index);
    fail(QCoreApplication::translate("practice", "Fault %1 in “%2” has no known kind; write one of %3.")
             .arg(QString::number(m_number), m_file, allowed.join(u", "_s)));
    return {};
}

void EntryReader::refuseMembersBut(const QStringList &allowed)
{
    for (auto member = m_entry.begin(); member != m_entry.end(); ++member) {
        if (allowed.contains(member.key()))
            continue;
        fail(QCoreApplication::translate(
            "practice", "Fault %1 in “%2” has a member “%3” that means nothing; allowed are %4.")
                 .arg(QString::number(m_number), m_file, member.key().left(40), allowed.join(u", "_s)));
    }
}

std::optional<qint64> EntryReader::wholeNumber(QLatin1StringView member, qint64 least, qint64 most)
{
    const QJsonValue found = value(member);
    if (found.isUndefined())
        return std::nullopt;
    const double number = found.toDouble(std::numeric_limits<double>::quiet_NaN());
    if (number >= static_cast<double>(least) && number <= static_cast<double>(most) && std::floor(number) == number)
        return static_cast<qint64>(number);
    fail(QCoreApplication::translate("practice", "“%1” of fault %2 in “%3” must be a whole number from %4 to %5.")
             .arg(member, QString::number(m_number), m_file, QString::number(least), QString::number(most)));
    return std::nullopt;
}

void EntryReader::read(QLatin1StringView member, QString &target)
{
    const QJsonValue found = value(member);
    if (found.isUndefined())
        return;
    if (found.isString() && !holdsControls(found.toString())) {
        target = found.toString();
        return;
    }
    fail(QCoreApplication::translate("practice", "“%1” of fault %2 in “%3” must be a text in quotes, of one line.")
             .arg(member, QString::number(m_number), m_file));
}

void EntryReader::read(QLatin1StringView member, bool &target)
{
    const QJsonValue found = value(member);
    if (found.isUndefined() || found.isBool()) {
        target = found.toBool(target);
        return;
    }
    fail(QCoreApplication::translate("practice", "“%1” of fault %2 in “%3” must be true or false.")
             .arg(member, QString::number(m_number), m_file));
}

void EntryReader::read(QLatin1StringView member, BytePosition &target)
{
    const QJsonValue found = value(member);
    if (found.isUndefined())
        return;
    const std::optional<BytePosition> position
        = found.isString() ? positionIn(found.toString()) : positionIn(found.toDouble(-1));
    if (position) {
        target = *position;
        return;
    }
    fail(QCoreApplication::translate("practice",
        "“%1” of fault %2 in “%3” must be a number of bytes, a part of the body such as 0.25, \"headerEnd\" or "
        "\"last\", "
        "the last two also with a distance as in \"last-1\".")
             .arg(member, QString::number(m_number), m_file));
}

void EntryReader::readShare(QLatin1StringView member, double &target)
{
    const QJsonValue found = value(member);
    if (found.isUndefined())
        return;
    const double number = found.toDouble();
    if (number > 0 && number <= 1) {
        target = number;
        return;
    }
    fail(QCoreApplication::translate("practice", "“%1” of fault %2 in “%3” must be above 0 and at most 1, as in 0.1.")
             .arg(member, QString::number(m_number), m_file));
}

void EntryReader::failWord(QLatin1StringView member, const QStringList &allowed)
{
    fail(QCoreApplication::translate("practice", "“%1” of fault %2 in “%3” must be one of %4.")
             .arg(member, QString::number(m_number), m_file, allowed.join(u", "_s)));
}

void EntryReader::fail(const QString &sentence)
{
    if (m_problem.isEmpty())
        m_problem = sentence;
}

} // namespace callsheet::practice
