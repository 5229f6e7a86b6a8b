#pragma once

#include "core/check/report.h"
#include "core/match/variable_set.h"

#include <QRegularExpression>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace callsheet::check {

//! What a variable asks of its values beyond their type. One object a thread.
class ValueRules {
public:
    explicit ValueRules(const match::Variable &variable);

    //! What a value that is not blank breaks, or nothing. `value` is looked at without blanks at its ends.
    std::optional<ProblemCode> broken(std::string_view value) const;

private:
    std::vector<std::string> m_allowed; // sorted; none: any
    QRegularExpression m_pattern;
    std::size_t m_longest = 0; // characters; 0: any
    bool m_hasRules = false;
};

} // namespace callsheet::check
