#include "core/check/value_rules.h"

#include "core/check/cell_text.h"

#include <algorithm>

namespace callsheet::check {

namespace {

std::size_t charactersIn(std::string_view text)
{
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins));
}

} // namespace

ValueRules::ValueRules(const match::Variable &variable)
    : m_longest(static_cast<std::size_t>(std::max(variable.longestLength, 0)))
{
    for (const QString &allowed : variable.allowedValues)
        m_allowed.push_back(allowed.trimmed().toStdString());
    std::sort(m_allowed.begin(), m_allowed.end());
    if (!variable.pattern.isEmpty())
        m_pattern.setPattern(QRegularExpression::anchoredPattern(variable.pattern));
    m_hasRules = m_longest > 0 || !m_allowed.empty() || !variable.pattern.isEmpty();
}

std::optional<ProblemCode> ValueRules::broken(std::string_view value) const
{
    if (!m_hasRules)
        return std::nullopt;
    value = trimmed(value);
    if (!m_allowed.empty() && !std::binary_search(m_allowed.begin(), m_allowed.end(), value))
        return ProblemCode::NotAllowed;
    if (m_longest > 0 && charactersIn(value) > m_longest)
        return ProblemCode::ValueTooLong;
    // A pattern that is none lets nothing pass: better a row too many on the screen than one too many on the phone.
    if (!m_pattern.pattern().isEmpty()
        && !m_pattern.match(QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()))).hasMatch())
        return ProblemCode::PatternMismatch;
    return std::nullopt;
}

} // namespace callsheet::check
