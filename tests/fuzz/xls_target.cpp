#include "core/sheet/xls_table.h"
#include "tests/core/sheet/xls_files.h"
#include "tests/fuzz/reading.h"

#include <array>

namespace callsheet::fuzz {

namespace {

// The records that the reader knows, and one that it does not.
constexpr std::array<int, 24> recordTypes
    = {0x0022, 0x0042, 0x0085, 0x00E0, 0x00FC, 0x003C, 0x041E, 0x0200, 0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204,
        0x0205, 0x0207, 0x0206, 0x0406, 0x027E, 0x0208, 0x00E5, 0x009D, 0x002F, 0x1234};
constexpr char sheetMark = '\x7F'; // the records that follow stand in the sheet

// Lengths and offsets of a stream fit together in no mutation of it. So an input can also be a list of records, each a
// number of the table above, a length, and that many bytes; the stream around them is put together here.
QByteArray streamOf(std::string_view recipe, int version)
{
    QByteArray globals;
    QByteArray cells;
    QByteArray *target = &globals;
    while (recipe.size() >= 2) {
        if (recipe[0] == sheetMark) {
            target = &cells;
            recipe.remove_prefix(1);
            continue;
        }
        const auto type = static_cast<unsigned char>(recipe[0]) % recordTypes.size();
        const auto length = std::min<std::size_t>(static_cast<unsigned char>(recipe[1]), recipe.size() - 2);
        *target += test::record(recordTypes[type], QByteArray(recipe.data() + 2, static_cast<qsizetype>(length)));
        recipe.remove_prefix(2 + length);
    }
    return test::XlsFile(version).add(globals).addSheet(cells).stream();
}

Finding run(std::string_view input)
{
    if (input.empty())
        return {};
    const sheet::ReadingOptions options = optionsOf(input[0]);
    const std::string_view bytes = input.substr(1);
    // A shared text is named by ten bytes of a cell; a row or a column costs a few more than its record.
    const Bounds bounds = {true, 64, 16 << 20};
    if (bytes.starts_with("R5") || bytes.starts_with("R8")) {
        const QByteArray stream = streamOf(bytes.substr(2), bytes[1] - '0');
        return checkReading(
            {stream.constData(), static_cast<std::size_t>(stream.size())}, sheet::readXls, options, bounds);
    }
    return checkReading(bytes, sheet::readXls, options, bounds);
}

std::string input(const QByteArray &bytes, char choice = ' ')
{
    return choice + bytes.toStdString();
}

// A recipe's record: the number of its type in the table, length, data.
std::string recipeRecord(int type, const QByteArray &data)
{
    const auto *const found = std::find(recordTypes.begin(), recordTypes.end(), type);
    return std::string(1, static_cast<char>(found - recordTypes.begin())) + static_cast<char>(data.size())
        + data.toStdString();
}

std::string recipe(char version)
{
    using namespace test;
    std::string text = std::string(" R") + version;
    text += recipeRecord(0x0022, word(0)) + recipeRecord(0x0042, word(1252));
    text += recipeRecord(0x041E, word(164) + word(10) + unicode(u"0000000000"_s));
    text += recipeRecord(0x00E0, word(0) + word(14) + QByteArray(16, '\0'));
    text += recipeRecord(0x00E0, word(0) + word(164) + QByteArray(16, '\0'));
    text += recipeRecord(
        0x00FC, doubleWord(2) + doubleWord(2) + word(4) + unicode(u"name"_s) + word(3) + unicode(u"Zoë"_s));
    text += sheetMark;
    text += recipeRecord(0x0200, doubleWord(0) + doubleWord(3) + word(0) + word(4) + word(0));
    text += recipeRecord(0x0208, word(0) + word(0) + word(4) + word(255) + word(0) + word(0) + doubleWord(0x20));
    text += recipeRecord(0x00FD, place(0, 0) + doubleWord(0))
        + recipeRecord(0x0204, place(0, 1) + word(1) + unicode(u"b"_s));
    text += recipeRecord(0x00FD, place(1, 0) + doubleWord(1))
        + recipeRecord(0x0203, place(1, 1, 1) + number64(7911123456.0));
    text += recipeRecord(0x027E, place(1, 2) + doubleWord(0x3FF00000)) + recipeRecord(0x0205, place(1, 3) + word(1));
    text += recipeRecord(0x00BD, word(2) + word(0) + word(0) + doubleWord(6) + word(0) + doubleWord(10) + word(1));
    text += recipeRecord(0x0006, place(2, 2) + special(0) + word(0) + doubleWord(0) + word(0));
    text += recipeRecord(0x0207, word(2) + unicode(u"ab"_s));
    text += recipeRecord(0x00E5, word(1) + word(1) + word(2) + word(0) + word(0));
    return text;
}

std::vector<std::string> seeds()
{
    using namespace test;
    const QByteArray cells = label(0, 0, u"name"_s) + label(0, 1, u"Ünï"_s) + shared(1, 0, 0) + number(1, 1, 45000.5, 1)
        + formula(2, 0, special(1, 1)) + number(2, 1, 0.125);
    XlsFile modern;
    modern.addCellFormat(0).addCellFormat(14).add(sharedTexts(word(5) + unicode(u"東京 x😀"_s), 1)).addSheet(cells);
    XlsFile old(5);
    old.addCellFormat(0).addCellFormat(14).addSheet(
        oldLabel(0, 0, "name") + oldLabel(0, 1, "Zo\xEB") + number(1, 1, 45000, 1));
    CompoundFile scattered;
    scattered.scattered = true;
    scattered.add(u"Workbook"_s, modern.stream() + QByteArray(5000, '\0')).add(u"Other"_s, "x");
    return {input(modern.bytes()), input(old.bytes()), input(modern.stream()), input(scattered.bytes()),
        input(CompoundFile().add(u"EncryptedPackage"_s, "x").bytes()), recipe('8'), recipe('5'),
        '\x32' + recipe('8').substr(1)};
}

} // namespace

Target xlsTarget()
{
    return {"xls", run, seeds};
}

} // namespace callsheet::fuzz
