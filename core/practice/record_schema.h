#pragma once

#include "core/practice/workspaces.h"

#include <string_view>
#include <vector>

namespace callsheet::practice {

//! One member of a record, read from JSON and not yet copied; it lives as long as the reader's text.
struct RecordField {
    enum class Kind { Text, Number, Boolean, Null, Nested };
    std::string_view key;
    Kind kind = Kind::Text;
    std::string_view value; // of Text: decoded; of Number and Boolean: as written; empty otherwise

    bool isEmpty() const { return kind == Kind::Null || (kind == Kind::Text && value.empty()); }
};

//! The member with this key, the last of several; nullptr: there is none.
const RecordField *findField(const std::vector<RecordField> &record, std::string_view key);

//! Why the service does not take a record, in its words; empty: it does.
QString problemOf(const std::vector<RecordField> &record, const QList<AgentVariable> &variables);

} // namespace callsheet::practice
