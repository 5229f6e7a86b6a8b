#pragma once

#include "core/base/result.h"
#include "core/check/check_rows.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <string>

namespace callsheet::send {

//! The text that every record of a chunk bears under the connection's reference key, where it is switched on: 128
//! random bits and the number of people, "5f…e1-0987". A part of a chunk keeps its records' bytes and so their tag;
//! the number in it then tells that a count of the tag says nothing of the part.
class ChunkTag {
public:
    //! `key` empty: switched off, and nothing is appended.
    explicit ChunkTag(const QString &key);

    //! Into a record that has at least one member already.
    void appendTo(std::string &record) const;
    //! Once the chunk is complete: puts its number of people into all of them.
    void complete(QByteArray &body, std::size_t people) const;

private:
    QByteArray m_random; // empty: switched off
    std::string m_member; // `,"key":"random-0000"`
};

//! The tag of a whole chunk of so many people; nothing where they bear none, or that of a larger chunk.
std::optional<QString> wholeTagOf(const QByteArray &body, const QString &key, std::size_t people);

//! InvalidInput where the key is one that records cannot have, or one of the variables'.
base::Result<void> checkReferenceKey(const QString &key, const check::CheckInput &input);

} // namespace callsheet::send
