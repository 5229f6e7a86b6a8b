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
};

base::Result<SharedStrings> readSharedStrings(ZipArchive &archive, const std::string &part, TextArena &texts);

//! Appends `text` with _xHHHH_ turned into the character that it stands for.
void appendUnescaped(std::string_view text, std::string &target);
//! False for an empty text and for one of blanks and line breaks only.
bool isMoreThanBlank(std::string_view text);

base::Error textsTooLarge(const QString &fileName);
base::Error cellTooLong(const QString &fileName, const QString &place);

} // namespace callsheet::sheet
