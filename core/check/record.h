#pragma once

#include "core/check/check_rows.h"

#include <QByteArray>

#include <string>
#include <vector>

namespace callsheet::check {

//! How a value stands in the JSON record.
enum class JsonKind : std::uint8_t { Text, Number, Boolean };

struct Field {
    int variable = -1; // index in the variable set
    JsonKind kind = JsonKind::Text;
    std::string text; // UTF-8; for Number a JSON number, for Boolean "true" or "false"
};

//! The fields of one row as they will be sent: blank ones left out or empty, the phone in E.164, typed values
//! converted. For a row that cannot be sent, what can be made of it (for the preview). `cells` is scratch space of the
//! caller.
void makeRecord(const CheckInput &input, const Report &report, sheet::RowIndex row, sheet::RowCells &cells,
    std::vector<Field> &fields);

//! Appends the record as a JSON object (UTF-8, no blanks) to `json`.
void appendJson(const match::VariableSet &variables, const std::vector<Field> &fields, std::string &json);

} // namespace callsheet::check
