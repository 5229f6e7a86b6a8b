#include "core/sheet/xlsx_cells.h"

#include "core/sheet/block_threads.h"
#include "core/sheet/limits.h"
#include "core/sheet/quick_rows.h"
#include "core/sheet/quick_strings.h"
#include "core/sheet/shared_strings.h"
#include "core/sheet/worksheet.h"

#include <algorithm>
#include <limits>
#include <thread>

namespace callsheet::sheet {

namespace {

constexpr XmlList rowList{"sheetData", "row"};
constexpr XmlList stringList{"sst", "si"};

// The list of a part as it was read in blocks; nothing when the part has to be read in order.
using ReadInBlocks = base::Result<bool>;

std::size_t threadCount(const ZipArchive &archive, const std::string &part, const BlockReading &reading)
{
    constexpr std::uint64_t worthAThread = 256 << 10; // stored bytes: a few milliseconds
    constexpr unsigned mostThreads = 4; // beyond that they wait for the one that inflates
    if (reading.threads > 0)
        return reading.threads;
    return archive.storedSize(part) < worthAThread ? 1
                                                   : std::clamp(std::thread::hardware_concurrency(), 1U, mostThreads);
}

void countPartInOrder(const BlockReading &reading)
{
    if (reading.partsInOrder != nullptr)
        ++*reading.partsInOrder;
}

// Reads a part whose list the readers take, and what stands around the list by `sink`. False when the part is not for
// this way of reading: then it is as if nothing had been read, but for what the readers kept.
template <typename MakeReader, typename Join>
ReadInBlocks readInBlocks(ZipArchive &archive, const std::string &part, XmlList list, const BlockReading &reading,
    XmlSink &sink, MakeReader makeReader, Join join)
{
    const auto opened = archive.openPart(part);
    if (!opened)
        return opened.error();
    XmlBlocks blocks(**opened, list, reading.blockBytes);
    const XmlBlocks::Next head = blocks.begin();
    if (head == XmlBlocks::Next::CannotRead)
        return (*opened)->error();
    if (head != XmlBlocks::Next::Block)
        return false;

    using Reader = decltype(makeReader(blocks));
    std::vector<Reader> readers;
    for (std::size_t i = 0; i < threadCount(archive, part, reading); ++i)
        readers.push_back(makeReader(blocks));
    const BlocksOutcome outcome
        = BlockThreads<typename Reader::element_type, Join>(blocks, readers, std::move(join)).run();
    if (outcome.end == BlocksOutcome::End::CannotRead)
        return (*opened)->error();
    if (outcome.end == BlocksOutcome::End::Failed)
        return *outcome.error;
    if (outcome.end == BlocksOutcome::End::Unusual)
        return false;

    SurroundingsSink surroundings(sink, list.container);
    const XmlOutcome around = readWithTokenizer(blocks.surroundings(), surroundings);
    if (around.end == XmlOutcome::End::CannotRead)
        return (*opened)->error();
    return around.end == XmlOutcome::End::Whole && surroundings.isExpected();
}

// For the part around the shared strings, which says nothing.
class NothingSink final : public XmlSink {
public:
    bool startElement(std::string_view, const XmlAttributes &) override { return true; }
    bool endElement(std::string_view) override { return true; }
};

// `rows` are empty ones, whose store gets the texts.
base::Result<SharedStrings> readStrings(
    ZipArchive &archive, const std::string &part, const BlockReading &reading, WorksheetRows &rows)
{
    SharedStrings strings;
    const TextArena &texts = rows.cells.texts();
    NothingSink nothing;
    const auto read = readInBlocks(
        archive, part, stringList, reading, nothing,
        [&](const XmlBlocks &blocks) {
            return std::make_unique<StringBlockReader>(texts, archive.fileName(), blocks.isPlain());
        },
        [&](const SharedStrings &block) {
            if (strings.addresses.size() + block.addresses.size() > mostSharedStrings)
                return std::optional(tooManySharedStrings(archive.fileName()));
            strings.addresses.insert(strings.addresses.end(), block.addresses.begin(), block.addresses.end());
            strings.hasText.insert(strings.hasText.end(), block.hasText.begin(), block.hasText.end());
            return std::optional<base::Error>();
        });
    if (!read)
        return read.error();
    if (!*read) {
        countPartInOrder(reading);
        archive.startOver();
        rows = {}; // not to hold the texts twice
        return readSharedStrings(archive, part, rows.cells.texts());
    }
    return strings;
}

// Reads the sheet until its rows are as many as wanted. Gives the shared strings that were not there.
base::Result<std::vector<std::size_t>> readRowsInOrder(ZipArchive &archive, const Workbook &workbook,
    const std::string &part, const SharedStrings &sharedStrings, WorksheetRows &rows,
    std::size_t mostRows = std::numeric_limits<std::size_t>::max())
{
    RowBuilder builder(archive.fileName(), rows, mostRows);
    CellWriter cells(workbook, sharedStrings, builder);
    WorksheetSink sink(cells, builder);
    const auto read = readXmlPart(archive, part, sink, [&builder] { return builder.error(); });
    if (!read)
        return read.error();
    if (!builder.finish())
        return *builder.error();
    return cells.missing();
}

// Nothing when the rows have to be read in order.
base::Result<std::optional<WorksheetRows>> readRowsInBlocks(ZipArchive &archive, const Workbook &workbook,
    const std::string &part, const SharedStrings &sharedStrings, const CellStore &store, const BlockReading &reading)
{
    WorksheetRows rows;
    rows.cells = store.branch();
    RowBuilder builder(archive.fileName(), rows);
    CellWriter cells(workbook, sharedStrings, builder);
    WorksheetSink sink(cells, builder);
    const auto read = readInBlocks(
        archive, part, rowList, reading, sink,
        [&](const XmlBlocks &blocks) {
            return std::make_unique<RowBlockReader>(
                workbook, sharedStrings, archive.fileName(), rows, blocks.isPlain());
        },
        [&builder](
            const BuiltRows &block) { return builder.append(block) ? std::optional<base::Error>() : builder.error(); });
    if (!read)
        return read.error();
    if (builder.error())
        return *builder.error();
    if (!*read)
        return std::optional<WorksheetRows>();
    if (!builder.finish())
        return *builder.error();
    return std::optional(std::move(rows));
}

} // namespace

base::Result<WorksheetRows> readAllRows(
    ZipArchive &archive, const Workbook &workbook, const std::string &part, const BlockReading &reading)
{
    WorksheetRows rows;
    SharedStrings sharedStrings;
    if (!workbook.sharedStringsPart.empty()) {
        auto strings = readStrings(archive, workbook.sharedStringsPart, reading, rows);
        if (!strings)
            return strings.error();
        sharedStrings = std::move(*strings);
    }
    auto inBlocks = readRowsInBlocks(archive, workbook, part, sharedStrings, rows.cells, reading);
    if (!inBlocks)
        return inBlocks.error();
    if (*inBlocks)
        return std::move(**inBlocks);
    countPartInOrder(reading);
    archive.startOver();
    sharedStrings = {};
    rows = {}; // not to hold the texts twice
    return readAllRowsInOrder(archive, workbook, part);
}

base::Result<WorksheetRows> readAllRowsInOrder(ZipArchive &archive, const Workbook &workbook, const std::string &part)
{
    WorksheetRows rows;
    SharedStrings sharedStrings;
    if (!workbook.sharedStringsPart.empty()) {
        auto strings = readSharedStrings(archive, workbook.sharedStringsPart, rows.cells.texts());
        if (!strings)
            return strings.error();
        sharedStrings = std::move(*strings);
    }
    const auto read = readRowsInOrder(archive, workbook, part, sharedStrings, rows);
    if (!read)
        return read.error();
    return rows;
}

// The first rows need few of the shared strings. Which ones shows only when the rows were read, so they are read twice;
// where blank texts make the second reading go further than the first, everything is read as ever.
base::Result<WorksheetRows> readFirstRows(
    ZipArchive &archive, const Workbook &workbook, const std::string &part, std::size_t mostRows)
{
    SharedStrings sharedStrings;
    sharedStrings.hasRest = !workbook.sharedStringsPart.empty();
    WorksheetRows rows;
    auto missing = readRowsInOrder(archive, workbook, part, sharedStrings, rows, mostRows);
    if (!missing)
        return missing.error();
    if (missing->empty())
        return rows;
    std::sort(missing->begin(), missing->end());
    missing->erase(std::unique(missing->begin(), missing->end()), missing->end());
    rows = {};
    // Nearly always the first rows have the first texts. A text far behind is reached sooner by all threads, which read
    // all of them.
    constexpr std::size_t farBehind = 50'000;
    const std::string &stringsPart = workbook.sharedStringsPart;
    auto strings = missing->back() < farBehind
        ? readSomeSharedStrings(archive, stringsPart, *missing, rows.cells.texts())
        : readStrings(archive, stringsPart, {}, rows);
    if (!strings)
        return strings.error();
    missing = readRowsInOrder(archive, workbook, part, *strings, rows, mostRows);
    if (!missing)
        return missing.error();
    if (missing->empty())
        return rows;
    rows = {};
    strings = readStrings(archive, stringsPart, {}, rows);
    if (!strings)
        return strings.error();
    missing = readRowsInOrder(archive, workbook, part, *strings, rows, mostRows);
    if (!missing)
        return missing.error();
    return rows;
}

} // namespace callsheet::sheet
