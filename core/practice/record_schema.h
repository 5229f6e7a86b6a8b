#pragma once

#include "core/practice/workspaces.h"

#include <QByteArray>

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

//! What an agent asks of a record, made ready once for the thousands of a request: a good record is looked at without a
//! piece of memory being asked for.
class RecordSchema {
public:
    explicit RecordSchema(const QList<AgentVariable> &variables);

    //! Why the service does not take a record, in its words; empty: it does.
    QString problemOf(const std::vector<RecordField> &record);

private:
    struct Wanted {
        QByteArray key;
        bool required = false;
        VariableType type = VariableType::Text;
    };

    QString problemOfVariable(const RecordField *field, const Wanted &wanted);
    bool fits(const RecordField &field, VariableType type);
    bool isTimeZone(std::string_view name);

    std::vector<Wanted> m_wanted; // without the variables that nothing can be wrong with
    std::vector<QByteArray> m_knownZones; // in order; those that came already, as the system is slow to tell
};

} // namespace callsheet::practice
