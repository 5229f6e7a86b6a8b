#pragma once

#include <QString>

#include <rapidjson/document.h>
#include <rapidjson/memorystream.h>

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

//! Reads an answer to its last byte, without using up the stack for one of a million brackets. False where it is no
//! JSON object; a NUL would be taken for the end by the parser, and whatever stands behind it would go unread.
inline bool parseObject(const QByteArray &answer, rapidjson::Document &document)
{
    if (answer.contains('\0'))
        return false;
    const std::string_view text(answer.constData(), static_cast<std::size_t>(answer.size()));
    // Nothing between two chunks took the window's thread longer than checking a list of ids for valid UTF-8.
    if (std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; })) {
        rapidjson::MemoryStream plain(text.data(), text.size());
        document.ParseStream<rapidjson::kParseIterativeFlag>(plain);
    } else {
        document.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(
            text.data(), text.size());
    }
    return !document.HasParseError() && document.IsObject();
}

} // namespace callsheet::send::wire
