#include "core/match/cleaner.h"

#include "core/match/clean_values.h"

#include <QStringDecoder>

#include <algorithm>

namespace callsheet::match {

using namespace Qt::StringLiterals;

namespace {

// A pattern like (a+)+b needs more steps than there is time for with each letter of a value. This many take some
// milliseconds, and no pattern that makes sense comes near.
const QString stepLimit = u"(*LIMIT_MATCH=20000)"_s;

// Letters that every value may grow to; a replacement of nothing by something doubles a text at each step.
constexpr qsizetype mostLetters = 64 * 1024;

//! Nothing that collapsedSpaces() would touch; true for almost every value there is.
bool hasPlainSpaces(std::string_view value)
{
    bool blank = true;
    for (const char c : value) {
        if (c < ' ' || c == '\x7f') // bytes of other letters are below as well
            return false;
        if (c == ' ' && blank)
            return false;
        blank = c == ' ';
    }
    return !blank || value.empty();
}

QString mapped(const CleanUp &cleanUp, const QString &value)
{
    const QString wanted = value.trimmed().toCaseFolded();
    const auto found = std::find_if(cleanUp.values.begin(), cleanUp.values.end(),
        [&](const auto &pair) { return pair.first.trimmed().toCaseFolded() == wanted; });
    return found == cleanUp.values.end() ? value : found->second;
}

} // namespace

Cleaner::Cleaner(const QList<CleanUp> &cleanUps)
{
    for (const CleanUp &cleanUp : cleanUps) {
        if (faultOf(cleanUp))
            continue; // whatIsMissing() has told of it, and no check begins
        Step step{cleanUp, {}};
        if (cleanUp.kind == CleanUpKind::ReplacePattern) {
            step.pattern.setPattern(stepLimit + cleanUp.text);
            step.pattern.setPatternOptions(QRegularExpression::UseUnicodePropertiesOption);
        }
        m_steps.push_back(step);
    }
    m_spacesOnly = std::all_of(
        m_steps.begin(), m_steps.end(), [](const Step &step) { return step.cleanUp.kind == CleanUpKind::Spaces; });
}

std::string_view Cleaner::clean(std::string_view value, std::string &scratch)
{
    m_gaveUp = false;
    if (m_steps.empty() || value.empty() || (m_spacesOnly && hasPlainSpaces(value)))
        return value;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder(QByteArrayView(value.data(), static_cast<qsizetype>(value.size())));
    if (decoder.hasError())
        return value;
    for (const Step &step : m_steps) {
        text = done(step, text);
        if (m_gaveUp)
            return value;
    }
    scratch = text.toStdString();
    return scratch;
}

QString Cleaner::done(const Step &step, const QString &value)
{
    const CleanUp &cleanUp = step.cleanUp;
    const bool isBlank = value.trimmed().isEmpty();
    switch (cleanUp.kind) {
    case CleanUpKind::Spaces:
        return collapsedSpaces(value);
    case CleanUpKind::UpperCase:
        return inCase(value, LetterCase::Upper);
    case CleanUpKind::LowerCase:
        return inCase(value, LetterCase::Lower);
    case CleanUpKind::TitleCase:
        return inCase(value, LetterCase::Title);
    case CleanUpKind::DayFirst:
        return isoDate(value, DateOrder::DayFirst).value_or(value);
    case CleanUpKind::MonthFirst:
        return isoDate(value, DateOrder::MonthFirst).value_or(value);
    case CleanUpKind::YearFirst:
        return isoDate(value, DateOrder::YearFirst).value_or(value);
    case CleanUpKind::DecimalComma:
        return plainNumber(value, u',').value_or(value);
    case CleanUpKind::DecimalPoint:
        return plainNumber(value, u'.').value_or(value);
    case CleanUpKind::Prefix:
        return isBlank || value.startsWith(cleanUp.text) ? value : cleanUp.text + value;
    case CleanUpKind::Suffix:
        return isBlank || value.endsWith(cleanUp.text) ? value : value + cleanUp.text;
    case CleanUpKind::Replace:
        return QString(value).replace(cleanUp.text, cleanUp.with);
    case CleanUpKind::ReplacePattern:
        return replaced(step, value);
    case CleanUpKind::MapValues:
        return mapped(cleanUp, value);
    }
    return value;
}

QString Cleaner::replaced(const Step &step, const QString &value)
{
    // Matches are gone through one by one, since QString::replace() takes a search that was given up for its end.
    QString result;
    qsizetype copied = 0;
    auto matches = step.pattern.globalMatch(value);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        result += QStringView(value).mid(copied, match.capturedStart() - copied);
        copied = match.capturedEnd();
        const QString &with = step.cleanUp.with;
        for (qsizetype i = 0; i < with.size(); ++i) {
            const bool isGroup = with[i] == u'\\' && i + 1 < with.size() && with[i + 1].isDigit();
            result += isGroup ? match.captured(with[i + 1].digitValue()) : QString(with[i]);
            i += isGroup ? 1 : 0;
        }
        if (result.size() > mostLetters)
            break;
    }
    // An unfinished search ends the matches like a finished one; only asking again tells the two apart.
    m_gaveUp = result.size() > mostLetters || !step.pattern.match(value, copied).isValid();
    result += QStringView(value).mid(copied);
    return result;
}

} // namespace callsheet::match
