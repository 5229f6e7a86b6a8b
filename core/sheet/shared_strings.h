#pragma once

#include "core/base/result.h"
#include "core/sheet/cell_store.h"
#include "core/sheet/zip_archive.h"

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace callsheet::sheet {

//! The texts that a workbook keeps once and its cells name by number.
struct SharedStrings {
    std::vector<TextArena::Address> addresses;
    //! Whether the text is more than blanks: asked for every cell, and a look at the text itself would leave the cache.
    std::vector<bool> hasText;
    //! Of a selection: the texts that are not in it have this address, the last byte of the last piece, where no text
    //! begins.
    static constexpr TextArena::Address notLoaded = 0xFFFF'FFFF;
    bool hasRest = false; // the part may hold more texts behind these

    bool isLoaded(std::size_t index) const
    {
        return index < addresses.size() ? addresses[index] != notLoaded : !hasRest;
    }
};

base::Result<SharedStrings> readSharedStrings(ZipArchive &archive, const std::string &part, TextArena &texts);
//! Only the texts of these numbers, which rise; the part is read no further than they need.
base::Result<SharedStrings> readSomeSharedStrings(
    ZipArchive &archive, const std::string &part, const std::vector<std::size_t> &wanted, TextArena &texts);

//! Appends the texts of a small document. False when it is none or has a text that is too long; then nothing of it may
//! be used but what stands in front of that.
bool appendSharedStrings(std::string_view document, const QString &fileName, TextArena &texts, SharedStrings &strings);

//! Appends `text` with _xHHHH_ turned into the character that it stands for.
void appendUnescaped(std::string_view text, std::string &target);
//! False for an empty text and for one of blanks and line breaks only.
bool isMoreThanBlank(std::string_view text);

base::Error tooManySharedStrings(const QString &fileName);
base::Error textsTooLarge(const QString &fileName);
base::Error cellTooLong(const QString &fileName, const QString &place);

} // namespace callsheet::sheet
