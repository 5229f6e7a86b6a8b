#pragma once

#include <cstddef>
#include <cstdint>

namespace callsheet::sheet {

// What a sheet may hold. Reaching one of these ends the reading with a sentence that names it; nothing is cut short.
constexpr std::int64_t mostFileBytes = std::int64_t(4) << 30; // twenty million rows of 200 bytes
constexpr std::uint32_t mostSheetRows = 1'048'576; // of a workbook, as in every spreadsheet program
constexpr std::uint32_t mostCsvRows = 20'000'000;
constexpr int mostColumns = 16'384;
constexpr std::size_t mostRowBytes = 16 << 20; // of a CSV row
constexpr std::size_t mostCellBytes = 256 << 10; // of a workbook's cell, whose 32,767 characters take 128 KiB at most
constexpr std::uint64_t mostSheetCells = 60'000'000; // filled ones, of a workbook's sheet
constexpr std::uint64_t mostXlsTextBytes = 512 << 20; // of the cells of an XLS sheet that are no shared texts
constexpr std::size_t mostTextBytes = 640 << 20; // of a workbook's sheet; with its cells it stays below 1 GiB
constexpr std::size_t mostSharedStrings = 20'000'000;
constexpr std::size_t mostSheets = 10'000; // of a workbook
constexpr std::size_t mostMergedAreas = 100'000; // over several rows
constexpr std::uint64_t mostPartBytes = std::uint64_t(1) << 30;
constexpr std::uint64_t mostWorkbookBytes = std::uint64_t(2) << 30;
constexpr std::uint64_t mostInflation = 200; // bytes that one stored byte may become, beyond the first 16 MiB
constexpr std::int64_t mostParts = 10'000;

} // namespace callsheet::sheet
