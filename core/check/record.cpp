#include "core/check/record.h"

#include "core/check/cell_text.h"
#include "core/check/phone_number.h"
#include "core/check/record_maker.h"
#include "core/check/typed_value.h"

#include <algorithm>

namespace callsheet::check {

namespace {

std::string written(std::uint64_t phone, PhoneWriting writing)
{
    return (writing == PhoneWriting::WithPlus ? "+" : "") + std::to_string(phone);
}

Field phoneField(int variable, std::uint64_t phone, std::string_view cell, PhoneWriting writing)
{
    return {variable, JsonKind::Text, phone != 0 ? written(phone, writing) : std::string(trimmed(cell))};
}

//! Converted where the type asks for it and the value allows it; else the text exactly as the sheet holds it.
Field valueField(int variable, const ValueSource &source, std::string_view value, const CheckSettings &settings)
{
    switch (source.type()) {
    case match::VariableType::Number:
        if (auto number = toJsonNumber(value))
            return {variable, JsonKind::Number, *std::move(number)};
        break;
    case match::VariableType::Boolean:
        if (const auto boolean = toBoolean(value))
            return {variable, JsonKind::Boolean, *boolean ? "true" : "false"};
        break;
    case match::VariableType::Date:
    case match::VariableType::TimeZone:
        return {variable, JsonKind::Text, std::string(trimmed(value))};
    case match::VariableType::Phone:
        return phoneField(variable, parsePhone(value, settings.defaultCountry).number, value, settings.phoneWriting);
    case match::VariableType::Text:
        break;
    }
    return {variable, JsonKind::Text, std::string(value)};
}

void appendKey(const QString &key, std::string &json)
{
    const bool plain = std::all_of(
        key.begin(), key.end(), [](QChar c) { return c >= u' ' && c < u'\x7f' && c != u'"' && c != u'\\'; });
    if (!plain) {
        appendJsonString(key.toStdString(), json);
        return;
    }
    json += '"';
    for (const QChar c : key)
        json += static_cast<char>(c.unicode());
    json += '"';
}

} // namespace

ValueSource::ValueSource(const match::Variable &variable, const match::Assignment &assignment)
    : m_fixedValue(assignment.source == match::Source::FixedValue ? assignment.fixedValue.toStdString() : std::string())
    , m_fallback(match::fallbackFor(variable, assignment).toStdString())
    , m_column(assignment.source == match::Source::Column ? assignment.column : -1)
    , m_type(variable.type)
    , m_used(assignment.isUsed())
    , m_required(variable.required)
    , m_phoneNumber(variable.key == match::phoneNumberKey)
{
    if (assignment.source == match::Source::Column)
        m_furtherColumns.assign(assignment.furtherColumns.begin(), assignment.furtherColumns.end());
    // What a person typed for every row is as it should be.
    if (m_column < 0 && isBlank(m_fixedValue))
        m_fixedValue = m_fallback;
    if (m_column >= 0)
        m_cleaner = match::Cleaner(assignment.cleanUps);
    m_standsIn = !m_furtherColumns.empty() || !m_fallback.empty() || !m_cleaner.isEmpty();
}

FoundValue ValueSource::made(const sheet::RowCells &cells) const
{
    const auto cleanIn = [&](int column) { return m_cleaner.clean(cells[static_cast<std::size_t>(column)], m_clean); };
    const std::string_view first = cleanIn(m_column);
    if (!isBlank(first) || m_cleaner.gaveUp())
        return {first, m_column};
    for (const int column : m_furtherColumns) {
        const std::string_view value = cleanIn(column);
        if (!isBlank(value) || m_cleaner.gaveUp())
            return {value, column};
    }
    return {m_fallback, -1};
}

FoundValue ValueSource::find(const sheet::RowCells &cells) const
{
    if (m_column < 0)
        return {m_fixedValue, -1};
    return m_standsIn ? made(cells) : FoundValue{cells[static_cast<std::size_t>(m_column)], m_column};
}

int ValueSource::columnOf(const sheet::RowCells &cells) const
{
    const int found = find(cells).column;
    return found >= 0 ? found : m_column;
}

std::vector<ValueSource> valueSources(const match::VariableSet &variables, const match::Mapping &mapping)
{
    std::vector<ValueSource> sources;
    sources.reserve(static_cast<std::size_t>(variables.variables.size()));
    for (qsizetype i = 0; i < variables.variables.size(); ++i)
        sources.emplace_back(variables.variables[i], mapping.assignments.value(i));
    return sources;
}

void makeFields(const std::vector<ValueSource> &sources, const CheckSettings &settings, std::uint64_t phone,
    const sheet::RowCells &cells, std::vector<Field> &fields)
{
    fields.clear();
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const ValueSource &source = sources[i];
        if (!source.isUsed())
            continue;
        const auto variable = static_cast<int>(i);
        const std::string_view value = source.valueIn(cells);
        if (source.isPhoneNumber() && phone != 0)
            fields.push_back(phoneField(variable, phone, value, settings.phoneWriting));
        else if (!isBlank(value))
            fields.push_back(source.isPhoneNumber() ? phoneField(variable, 0, value, settings.phoneWriting)
                                                    : valueField(variable, source, value, settings));
        else if (settings.blankValues == BlankValues::SendEmpty)
            fields.push_back({variable, JsonKind::Text, {}});
    }
}

void makeRecord(const CheckInput &input, const std::vector<ValueSource> &sources, const Report &report,
    sheet::RowIndex row, sheet::RowCells &cells, std::vector<Field> &fields)
{
    input.table->readRow(row, cells);
    const std::uint64_t phone = row < report.phones.size() ? report.phones[row] : 0;
    makeFields(sources, input.settings, phone, cells, fields);
}

void makeRecord(const CheckInput &input, const Report &report, sheet::RowIndex row, sheet::RowCells &cells,
    std::vector<Field> &fields)
{
    makeRecord(input, valueSources(input.variables, input.mapping), report, row, cells, fields);
}

void appendJson(const match::VariableSet &variables, const std::vector<Field> &fields, std::string &json)
{
    json += '{';
    bool first = true;
    for (const Field &field : fields) {
        if (!first)
            json += ',';
        first = false;
        appendKey(variables.variables[field.variable].key, json);
        json += ':';
        if (field.kind == JsonKind::Text)
            appendJsonString(field.text, json);
        else
            json += field.text;
    }
    json += '}';
}

} // namespace callsheet::check
