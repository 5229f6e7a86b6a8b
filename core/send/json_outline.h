#pragma once

#include <QString>

#include <functional>

namespace callsheet::send {

//! How the parts of a JSON text are shown that was not written for people's eyes. `key` is the nearest one above;
//! empty: none. `depth` is 1 for members of the outermost object.
struct OutlineRules {
    std::function<QString(const QString &key)> key;
    std::function<QString(const QString &key, int depth, const QString &text)> text;
    std::function<QString(const QString &key, int depth, const QString &word)> word; // a number, true, false or null
    int mostOfAnArray = 2; // elements; of the others only how many they are
    qsizetype mostCharacters = 6000; // of the outline
};

//! The text's members one a line, each as the rules show it. Not a parser: what is cut off, broken or said twice shows
//! as far as it can be told apart, and nothing is shown that no rule was asked about.
QString jsonOutline(const QString &json, const OutlineRules &rules);

} // namespace callsheet::send
