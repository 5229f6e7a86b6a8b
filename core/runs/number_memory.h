#pragma once

#include "core/base/profile.h"
#include "core/base/result.h"

#include <QByteArray>

#include <cstdint>
#include <vector>

// Who was queued is remembered without keeping anybody's number: as keyed hashes, whose key is in the profile alone. A
// plain hash of a number is undone by trying all numbers. Not in the keychain, where the key of people's data may be:
// that one may be lost and a new one begun, but with this one it would be lost who must not be called again.
namespace callsheet::runs {

inline constexpr qsizetype numberHashSize = 16; // bytes of HMAC-SHA-256 that are kept

using NumberKey = QByteArray; // 32 bytes; empty: nobody is remembered

//! The profile's key, made at its first use, readable by its owner only. Error: Storage.
base::Result<NumberKey> numberKeyOf(const base::Profile &profile);

//! One hash after the other, in the order of the numbers (digits as one number, 0: none known).
QByteArray hashNumbers(const NumberKey &key, const std::vector<std::uint64_t> &phones);

} // namespace callsheet::runs
