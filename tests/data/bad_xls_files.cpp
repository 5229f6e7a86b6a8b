#include "tests/core/sheet/xls_files.h"
#include "tests/data/bad_files.h"

namespace callsheet::test {

namespace {

const QByteArray head = label(0, 0, u"name"_s) + label(0, 1, u"value"_s);
constexpr int beginOfOld[] = {0x0009, 0x0209, 0x0409}; // BIFF 2, 3 and 4

XlsFile good()
{
    return XlsFile().addSheet(head + label(1, 0, u"Ann"_s) + number(1, 1, 1));
}

BadFile xls(const char *name, std::function<XlsFile()> file)
{
    return holding(name, [file = std::move(file)] { return file().bytes(); });
}

BadFile cells(const char *name, const QByteArray &records)
{
    return xls(name, [records] { return XlsFile().addSheet(head + records); });
}

//! Large enough that its workbook does not stand among the small streams.
CompoundFile largeFile()
{
    return CompoundFile().add(u"Workbook"_s, good().stream().leftJustified(9'000, '\0'));
}

//! A good compound file with a few bytes of it replaced.
BadFile damaged(const char *name, std::function<void(QByteArray &bytes, const CompoundFile &file)> damage)
{
    return holding(name, [damage = std::move(damage)] {
        CompoundFile file = largeFile();
        QByteArray bytes = file.bytes();
        damage(bytes, file);
        return bytes;
    });
}

qsizetype entryAt(const CompoundFile &file, int entry)
{
    return (qsizetype(file.directoryStart) + 1) * CompoundFile::sectorSize + entry * 128;
}

//! Row `row` counts from 0.
QByteArray hiddenRow(int row)
{
    return record(0x0208, word(row) + word(0) + word(2) + word(0) + word(0) + word(0) + word(0x0120) + word(0x000F));
}

QByteArray sharedInPieces()
{
    // 100 texts, each in a record of its own; every third one is cut in its middle.
    QByteArray records = record(0x00FC, doubleWord(100) + doubleWord(100));
    for (int i = 0; i < 100; ++i) {
        const QByteArray whole = "Text" + QByteArray::number(100 + i);
        if (i % 3 != 0) {
            records += record(0x003C, word(int(whole.size())) + '\0' + whole);
        } else {
            records += record(0x003C, word(int(whole.size())) + '\0' + whole.left(3));
            records += record(0x003C, '\0' + whole.mid(3));
        }
    }
    return records;
}

//! A shared text in wide characters that goes on in a second record after so many bytes.
XlsFile splitText(const QString &text, int bytes)
{
    const QByteArray wide(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
    return XlsFile()
        .add(record(0x00FC, doubleWord(1) + doubleWord(1) + word(int(text.size())) + '\1' + wide.left(bytes))
            + record(0x003C, '\1' + wide.mid(bytes)))
        .addSheet(head + shared(1, 0, 0) + number(1, 1, 1));
}

std::vector<BadFile> brokenContainers()
{
    return {
        // 52
        holding("biff2.xls", record(beginOfOld[0], word(2) + word(0x0010)) + record(0x000A, {})),
        holding("biff3.xls", record(beginOfOld[1], word(3) + word(0x0010) + word(0)) + record(0x000A, {})),
        holding("biff4.xls", record(beginOfOld[2], word(4) + word(0x0010) + word(0)) + record(0x000A, {})),
        xls("biff5.xls",
            [] {
                return XlsFile(5).addSheet(
                    oldLabel(0, 0, "name") + oldLabel(0, 1, "value") + oldLabel(1, 0, "Ann") + number(1, 1, 1));
            }),
        holding("only_the_mark.xls", allOf("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")),
        damaged("sector_size_2_to_the_31.xls", [](QByteArray &bytes, auto &) { bytes.replace(30, 2, word(31)); }),
        damaged("sector_size_1.xls", [](QByteArray &bytes, auto &) { bytes.replace(30, 2, word(0)); }),
        damaged(
            "fat_count_4_billion.xls", [](QByteArray &bytes, auto &) { bytes.replace(44, 4, doubleWord(0xFFFFFFFF)); }),
        damaged("difat_count_4_billion.xls",
            [](QByteArray &bytes, auto &) {
                bytes.replace(44, 4, doubleWord(0x7FFFFFFF));
                bytes.replace(68, 4, doubleWord(0));
                bytes.replace(72, 4, doubleWord(0xFFFFFFFF));
            }),
        damaged("directory_past_the_end.xls",
            [](QByteArray &bytes, auto &) { bytes.replace(48, 4, doubleWord(0x00FFFFFF)); }),
        damaged("chain_in_a_circle.xls",
            [](QByteArray &bytes, const CompoundFile &file) { bytes.replace(file.fatAt(1), 4, doubleWord(0)); }),
        damaged("chain_past_the_end.xls",
            [](QByteArray &bytes, const CompoundFile &file) {
                bytes.replace(file.fatAt(1), 4, doubleWord(1'000'000));
            }),
        damaged("stream_longer_than_its_chain.xls",
            [](QByteArray &bytes, const CompoundFile &file) {
                bytes.replace(entryAt(file, 1) + 120, 4, doubleWord(0x7FFFFFFF));
            }),
        damaged("entries_in_a_circle.xls",
            [](QByteArray &bytes, const CompoundFile &file) {
                bytes.replace(entryAt(file, 1) + 68, 4, doubleWord(1)); // its left neighbour is itself
                bytes.replace(entryAt(file, 1), 4, "X\0Y\0", 4);
            }),
        holding("mini_stream_overrun.xls",
            [] {
                CompoundFile file;
                file.add(u"Workbook"_s, good().stream());
                QByteArray bytes = file.bytes();
                bytes.replace(entryAt(file, 1) + 116, 4, doubleWord(5'000)); // begins behind the small streams
                return bytes;
            }),
    };
}

std::vector<BadFile> brokenRecords()
{
    return {
        // 53
        // Between the halves of a character, which Excel may write, and inside of a half, which nobody does.
        xls("text_split_in_a_character.xls", [] { return splitText(u"Zo\U0001F600ë"_s, 6); }),
        xls("text_split_in_a_half.xls", [] { return splitText(u"Łukasz"_s, 3); }),
        xls("shared_texts_in_100_pieces.xls",
            [] {
                return XlsFile()
                    .add(sharedInPieces())
                    .addSheet(head + shared(1, 0, 0) + shared(1, 1, 99) + shared(2, 0, 3) + shared(2, 1, 50)
                        + shared(3, 0, 100));
            }),
        holding("record_beyond_the_end.xls",
            [] {
                QByteArray stream = good().stream();
                stream.replace(stream.size() - 2, 2, word(0xFFFF));
                return CompoundFile().add(u"Workbook"_s, stream).bytes();
            }),
        // A formula of two bytes that points to a shared one, cut off after the first.
        cells("formula_cut_off.xls",
            label(1, 0, u"Ann"_s)
                + record(0x0006, place(1, 1) + number64(7) + word(0) + doubleWord(0) + word(5) + "\x01")),
        cells("formula_without_result.xls", label(1, 0, u"Ann"_s) + formula(1, 1, special(0))),
        xls("odd_code_page.xls",
            [] {
                return XlsFile(5)
                    .add(record(0x0042, word(65'000)))
                    .addSheet(
                        oldLabel(0, 0, "name") + oldLabel(0, 1, "value") + oldLabel(1, 0, "Ann") + number(1, 1, 1));
            }),
        xls("password_xor.xls",
            [] { return XlsFile().add(record(0x002F, word(0) + word(0x1234) + word(0x5678))).addSheet(head); }),
        xls("password_rc4.xls",
            [] { return XlsFile().add(record(0x002F, word(1) + QByteArray(52, '\x5A'))).addSheet(head); }),
        // 54
        cells("last_row_and_column.xls", label(65'535, 255, u"far"_s)),
        cells("column_beyond_the_last.xls", label(1, 20'000, u"far"_s)),
        cells("merged_out_of_range.xls",
            label(1, 0, u"Ann"_s) + number(1, 1, 1) + label(2, 1, u"x"_s)
                + record(0x00E5,
                    word(3) + word(1) + word(2) + word(0) + word(0) + word(2) + word(1) + word(0) + word(0xFFFF)
                        + word(0xFFFF) + word(0xFFFF) + word(0xFFFF) + word(0xFFFF))),
        cells(
            "merged_count_lies.xls", label(1, 0, u"Ann"_s) + number(1, 1, 1) + record(0x00E5, word(0xFFFF) + word(1))),
        // 44
        cells("hidden_rows.xls",
            hiddenRow(2) + label(1, 0, u"Ann"_s) + number(1, 1, 1) + label(2, 0, u"Bob"_s) + number(2, 1, 2)
                + label(3, 0, u"Cem"_s) + number(3, 1, 3)),
    };
}

} // namespace

std::vector<BadFile> badXlsFiles()
{
    std::vector<BadFile> files = brokenContainers();
    std::vector<BadFile> more = brokenRecords();
    std::move(more.begin(), more.end(), std::back_inserter(files));
    return files;
}

} // namespace callsheet::test
