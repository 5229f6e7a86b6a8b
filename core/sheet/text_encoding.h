#pragma once

#include "core/base/result.h"
#include "core/sheet/table.h"

#include <QString>

#include <atomic>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace callsheet::sheet {

//! A place in a text that is damaged or in doubt.
struct TextPlace {
    std::size_t position = 0;
    RowDamage damage = RowDamage::InvalidText; // or DoubtfulText

    bool operator==(const TextPlace &) const = default;
};

//! The text of a file as UTF-8, without a byte order mark.
struct DecodedText {
    std::string_view text; // into the file's bytes or into `converted`
    std::string converted; // empty when the file is UTF-8 already
    std::vector<TextPlace> places; // rising; no more than one of a kind in a line
    QString encoding;
    QString why;

    DecodedText() = default;
    bool hasInvalidBytes() const { return converted.empty() && !places.empty(); }

    // A view into `converted` would not survive a copy of a short text.
    DecodedText(const DecodedText &) = delete;
    DecodedText &operator=(const DecodedText &) = delete;
};

//! Finds the encoding out (byte order mark, UTF-16 pattern, UTF-8 validity, guess) or takes the chosen one, and
//! decodes. `examined` counts the bytes that were looked at. With `isCut` the file goes on behind the bytes.
base::Result<void> decodeText(std::string_view bytes, bool isCut, const std::optional<QString> &chosen,
    const QString &fileName, std::atomic<std::int64_t> &examined, const std::stop_token &stop, DecodedText &result);

//! The text that decodeText() will give if the whole file turns out to be UTF-8, as its beginning is; nothing when it
//! is something else.
std::optional<std::string_view> likelyUtf8(std::string_view bytes, const std::optional<QString> &chosen);

//! True for a beginning of UTF-16 or UTF-32, by its byte order mark or by where its zero bytes stand.
bool isWideText(std::string_view beginning);

} // namespace callsheet::sheet
