#pragma once

#include "core/sheet/pasted_rows.h"

#include <stop_token>
#include <string_view>

namespace callsheet::sheet {

//! The first table of an HTML text (UTF-8) that has more than one cell with text; of tables inside one another the
//! outer one, unless it only lays out the page around one cell. Without rows when there is none. Fetches nothing.
base::Result<PastedRows> readHtmlTable(std::string_view html, std::stop_token stop);

} // namespace callsheet::sheet
