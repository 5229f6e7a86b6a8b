#pragma once

#include <QByteArray>
#include <QString>

#include <rapidjson/document.h>

#include <algorithm>
#include <string_view>

namespace callsheet::send::wire {

//! A member that is named in an answer is either the only one of its name or makes the answer unreadable: readers
//! differ on which of two they believe, so neither can be.
struct Member {
    const rapidjson::Value *value = nullptr;
    bool twice = false;
};

inline Member memberOf(const rapidjson::Value &object, std::string_view name)
{
    Member found;
    for (auto member = object.MemberBegin(); member != object.MemberEnd(); ++member) {
        if (std::string_view(member->name.GetString(), member->name.GetStringLength()) != name)
            continue;
        found.twice = found.value != nullptr;
        if (found.twice)
            break;
        found.value = &member->value;
    }
    return found;
}

inline QString textOf(const rapidjson::Value &value)
{
    return QString::fromUtf8(value.GetString(), static_cast<qsizetype>(value.GetStringLength()));
}

//! Reads an answer to its last byte, without using up the stack for one of a million brackets, and in place: the text
//! is taken apart, and the document refers to it. False where it is no JSON object; a NUL would be taken for the end by
//! the parser, and whatever stands behind it would go unread.
inline bool parseObject(QByteArray &text, rapidjson::Document &document)
{
    if (text.contains('\0'))
        return false;
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    // Checking a list of ids for valid UTF-8 took longer than everything else between two chunks.
    const bool isPlain = std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
    const bool isMarked = std::string_view(text.constData(), static_cast<std::size_t>(text.size())).starts_with(mark);
    char *bytes = text.data() + (isMarked ? mark.size() : 0);
    if (isPlain)
        document.ParseInsitu<rapidjson::kParseIterativeFlag>(bytes);
    else
        document.ParseInsitu<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(bytes);
    return !document.HasParseError() && document.IsObject();
}

} // namespace callsheet::send::wire
