#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace callsheet::fuzz {

//! What is wrong with the program's answer to an input; empty when nothing is. A table and a refusal are both right
//! answers to a damaged file, so most of what a target says is about tables that contradict themselves.
using Finding = std::string;

//! One reader that takes whatever bytes come, from a file or from a stranger's socket.
struct Target {
    std::string_view name;
    Finding (*run)(std::string_view input);
    //! Small inputs that reach what the reader knows, for a start.
    std::vector<std::string> (*seeds)();
};

Target csvTarget();
Target xmlTarget();
Target xlsxTarget();
Target odsTarget();
Target xlsTarget();
Target zipTarget();
Target httpTarget();
Target answerTarget();
Target faultsTarget();

//! The target's seeds in code and those that stand as text in tests/fuzz/seeds, as inputs.
std::vector<std::string> allSeeds(const Target &target);
//! The words of the target's dictionary.
std::vector<std::string> dictionary(const Target &target);

//! All of them, in the order in which they are run.
inline std::vector<Target> allTargets()
{
    return {csvTarget(), xmlTarget(), xlsxTarget(), odsTarget(), xlsTarget(), zipTarget(), httpTarget(), answerTarget(),
        faultsTarget()};
}

} // namespace callsheet::fuzz
