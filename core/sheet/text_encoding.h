#pragma once

#include "core/base/result.h"

#include <QString>

#include <atomic>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace callsheet::sheet {

//! The text of a file as UTF-8, without a byte order mark.
struct DecodedText {
    std::string_view text; // into the file's bytes or into `converted`
    std::string converted; // empty when the file is UTF-8 already
    bool hasInvalidText = false; // bytes that mean nothing in this encoding, or that stand for U+FFFD in `converted`
    QString encoding;
    QString why;

    DecodedText() = default;
    // A view into `converted` would not survive a copy of a short text.
    DecodedText(const DecodedText &) = delete;
    DecodedText &operator=(const DecodedText &) = delete;
};

//! Finds the encoding out (byte order mark, UTF-16 pattern, UTF-8 validity, guess) or takes the chosen one, and
//! decodes. `examined` counts the bytes that were looked at.
base::Result<void> decodeText(std::string_view bytes, const std::optional<QString> &chosen, const QString &fileName,
    std::atomic<std::int64_t> &examined, const std::stop_token &stop, DecodedText &result);

//! True for a beginning of UTF-16 or UTF-32, by its byte order mark or by where its zero bytes stand.
bool isWideText(std::string_view beginning);

} // namespace callsheet::sheet
