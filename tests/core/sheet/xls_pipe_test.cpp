#include "core/sheet/limits.h"
#include "core/sheet/xls_pipe.h"
#include "core/sheet/xls_pipe_reader.h"
#include "core/sheet/xls_pipe_writer.h"
#include "core/sheet/xls_reading.h"
#include "tests/core/sheet/workbook_damage.h"
#include "tests/core/sheet/xls_files.h"

#include <fcntl.h>
#include <unistd.h>

// What a reading process says is believed as little as the file that it read: it may have been taken over.
namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;
using State = XlsPipeReader::State;
using test::doubleWord;

//! The end of the program, which takes bytes and makes a table of them.
class Taker {
public:
    State take(const QByteArray &bytes)
    {
        return m_reader.take(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    }
    //! Whole frames, each in one piece.
    State takeItems(const QByteArray &items) { return take(doubleWord(quint32(items.size())) + items); }
    base::Result<std::shared_ptr<const Table>> finish() { return m_maker.finish(); }
    const base::Error &error() const { return m_reader.error(); }

private:
    static const InputFile &anyFile()
    {
        static const test::TemporaryFolder folder;
        static const auto file = InputFile::open(folder.write(u"book.xls"_s, "x"));
        return *file;
    }

    ReadingOptions m_options;
    ReadingReport m_report;
    ReadingJob m_job = {anyFile(), m_options, m_report, nullptr, {}};
    XlsTableMaker m_maker{m_job};
    XlsPipeReader m_reader{m_maker};
};

QByteArray item(PipeTag tag, const QByteArray &content = {})
{
    return QByteArray(1, static_cast<char>(tag)) + content;
}
QByteArray text(const QByteArray &bytes)
{
    return doubleWord(quint32(bytes.size())) + bytes;
}
QByteArray sheet(const QByteArray &name = "Contacts", quint32 rows = 2, quint32 columns = 2)
{
    return item(PipeTag::Sheet, text(name) + doubleWord(rows) + doubleWord(columns) + '\0');
}
QByteArray choice(quint32 number = 0)
{
    return item(PipeTag::Choice, text("UTF-16LE") + doubleWord(number));
}
QByteArray row(quint32 number)
{
    return item(PipeTag::Row, doubleWord(number) + '\0');
}
QByteArray cell(quint32 column, const QByteArray &content)
{
    return item(PipeTag::Cell, doubleWord(column) + text(content));
}
QByteArray sharedCell(quint32 column, quint32 number)
{
    return item(PipeTag::SharedCell, doubleWord(column) + doubleWord(number));
}
const QByteArray begin = sheet() + choice();
const QByteArray rowEnd = item(PipeTag::RowEnd);
const QByteArray end = item(PipeTag::End);

TEST(XlsPipe, takesWhatCanBeSo)
{
    Taker taker;
    const QByteArray items = item(PipeTag::Progress, QByteArray(16, '\0')) + begin + item(PipeTag::Filter)
        + item(PipeTag::HiddenColumns, doubleWord(1) + doubleWord(3)) + row(0) + cell(0, "name") + cell(1, "value")
        + rowEnd + item(PipeTag::SharedText, text("Zoë")) + row(4) + sharedCell(0, 0) + sharedCell(1, 0)
        + item(PipeTag::Damage, QByteArray(1, '\6')) + rowEnd + end;
    const QByteArray bytes = doubleWord(quint32(items.size())) + items;
    for (qsizetype i = 0; i + 1 < bytes.size(); ++i) // in pieces, as a pipe gives them
        ASSERT_EQ(taker.take(bytes.mid(i, 1)), State::Open) << i;
    EXPECT_EQ(taker.take(bytes.right(1)), State::Whole);
    const auto table = taker.finish();
    ASSERT_EQ(test::errorOf(table), "");
    EXPECT_EQ(test::linesOf(**table), QStringList({u"5: Zoë | Zoë"_s}));
    EXPECT_EQ((*table)->damagedRows(), (std::vector<DamagedRow>{{0, RowDamage::FormulaWithoutValue}}));
}

struct Garbage {
    const char *name;
    QByteArray items;
};
void PrintTo(const Garbage &garbage, std::ostream *out)
{
    *out << garbage.name;
}

class XlsPipeGarbage : public testing::TestWithParam<Garbage> { };

TEST_P(XlsPipeGarbage, isNotTaken)
{
    EXPECT_EQ(Taker().takeItems(GetParam().items), State::Garbage);
}

INSTANTIATE_TEST_SUITE_P(Items, XlsPipeGarbage,
    testing::Values(Garbage{"an unknown item", begin + "\x7F"}, Garbage{"no item", begin + QByteArray(1, '\0')},
        Garbage{"rows before a choice", sheet() + row(0)},
        Garbage{"a text before a choice", item(PipeTag::SharedText, text("a"))},
        Garbage{"a choice of nothing", choice()}, Garbage{"another choice", sheet() + choice(1)},
        Garbage{"two choices", begin + choice()}, Garbage{"a sheet behind the choice", begin + sheet()},
        Garbage{"a sheet too long", sheet("a", 1'048'577)}, Garbage{"a sheet too wide", sheet("a", 1, 16'385)},
        Garbage{"a name too long", sheet(QByteArray(5'000, 'a'))}, Garbage{"a name that is no text", sheet("\xFF")},
        Garbage{"a text that is no text", begin + row(0) + cell(0, "\xC3")},
        Garbage{"a text that ends too early", begin + row(0) + cell(0, "abc").chopped(1)},
        Garbage{"a text that is too long", begin + row(0) + cell(0, QByteArray(int(mostCellBytes) + 1, 'a'))},
        Garbage{"a text without end", begin + row(0) + item(PipeTag::Cell, doubleWord(0) + doubleWord(0xFFFFFFFF))},
        Garbage{"an empty text", begin + row(0) + cell(0, "")},
        Garbage{"half a number", begin + item(PipeTag::Row, "\1")},
        Garbage{"an empty shared text", begin + item(PipeTag::SharedText, text(""))},
        Garbage{"a shared text that was not given", begin + row(0) + sharedCell(0, 0)},
        Garbage{"a shared text of a negative number",
            begin + item(PipeTag::SharedText, text("a")) + row(0) + sharedCell(0, 0xFFFFFFFF)},
        Garbage{"a row in a row", begin + row(0) + row(1)},
        Garbage{"a row once more", begin + row(1) + rowEnd + row(1)},
        Garbage{"rows that fall", begin + row(2) + rowEnd + row(1)},
        Garbage{"a row beyond the sheet", begin + row(1'048'576)},
        Garbage{"a cell outside of rows", begin + cell(0, "a")},
        Garbage{"a cell behind its row", begin + row(0) + rowEnd + cell(0, "a")},
        Garbage{"a cell once more", begin + row(0) + cell(1, "a") + cell(1, "b")},
        Garbage{"cells that fall", begin + row(0) + cell(1, "a") + cell(0, "b")},
        Garbage{"a damage outside of rows", begin + item(PipeTag::Damage, "\1")},
        Garbage{"an unknown damage", begin + row(0) + item(PipeTag::Damage, "\7")},
        Garbage{"the end of no row", begin + rowEnd}, Garbage{"an end inside of a row", begin + row(0) + end},
        Garbage{"an end before the beginning", end}, Garbage{"something behind the end", begin + end + end},
        Garbage{"hidden columns beyond the sheet",
            begin + item(PipeTag::HiddenColumns, doubleWord(0) + doubleWord(16'384))},
        Garbage{"hidden columns once more",
            begin + item(PipeTag::HiddenColumns, doubleWord(0) + doubleWord(9)).repeated(2)},
        Garbage{"hidden columns that fall", begin + item(PipeTag::HiddenColumns, doubleWord(3) + doubleWord(2))},
        Garbage{"an area beyond the sheet",
            begin + item(PipeTag::MergedArea, doubleWord(0) + doubleWord(1'048'576) + doubleWord(0))},
        Garbage{"an area inside of a row", begin + row(0) + item(PipeTag::MergedArea, QByteArray(12, '\0'))},
        Garbage{"more done than there is", item(PipeTag::Progress, QByteArray(8, '\1') + QByteArray(8, '\0'))},
        Garbage{"an error without words", item(PipeTag::Error, QByteArray(1, '\2') + text("") + text(""))},
        Garbage{"an error of another part of the program",
            item(PipeTag::Error, QByteArray(1, '\7') + text("a") + text(""))},
        Garbage{"an error of an unknown kind", item(PipeTag::Error, QByteArray(1, '\x63') + text("a") + text(""))}));

TEST(XlsPipe, refusesFramesLargerThanAny)
{
    EXPECT_EQ(Taker().take(doubleWord(mostPipeFrameBytes + 1)), State::Garbage);
    EXPECT_EQ(Taker().take(doubleWord(0xFFFFFFFF)), State::Garbage);
    EXPECT_EQ(Taker().take(doubleWord(mostPipeFrameBytes)), State::Open);
}

TEST(XlsPipe, passesOnWhyAFileCannotBeRead)
{
    Taker taker;
    EXPECT_EQ(taker.takeItems(item(PipeTag::Error, QByteArray(1, '\2') + text("“a” is damaged.") + text("why"))),
        State::Failed);
    EXPECT_EQ(taker.error(), (base::Error{base::ErrorKind::Unreadable, u"“a” is damaged."_s, u"why"_s}));
}

TEST(XlsPipe, saysInWordsWhatASheetCannotHold)
{
    Taker taker;
    EXPECT_EQ(taker.takeItems(begin + row(0) + cell(16'384, "a") + rowEnd), State::Enough);
    const auto table = taker.finish();
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().kind, base::ErrorKind::Limit);
    EXPECT_TRUE(table.error().message.contains(u"16,384 columns"_s)) << table.error().message.toStdString();
}

TEST(XlsPipe, survivesAnswersThatAreDamaged)
{
    const test::TemporaryFolder folder;
    const auto file = InputFile::open(folder.write(u"book.xls"_s, test::richXls()));
    const QString path = folder.path(u"answer"_s);
    const int descriptor = ::open(path.toUtf8().constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    ASSERT_GE(descriptor, 0);
    XlsPipeWriter writer(descriptor, {}, u"book.xls"_s);
    writer.finish(readXlsFile(*file, u"book.xls"_s, std::numeric_limits<std::size_t>::max(), writer, {}));
    ::close(descriptor);
    const QByteArray answer = test::bytesOf(path);
    ASSERT_GT(answer.size(), 1'000);
    Taker whole;
    ASSERT_EQ(whole.take(answer), State::Whole);
    ASSERT_TRUE(whole.finish());
    QRandomGenerator random(3);
    int garbage = 0;
    for (int round = 0; round < 3'000; ++round) {
        QByteArray damaged = answer;
        for (int change = 0; change <= round % 3; ++change)
            damaged[random.bounded(static_cast<int>(damaged.size()))] = static_cast<char>(random.bounded(256));
        Taker taker;
        const State state = taker.take(damaged);
        garbage += state == State::Garbage ? 1 : 0;
        if (state == State::Whole) {
            ASSERT_EQ(test::errorOf(taker.finish()).find("%1"), std::string::npos);
        }
    }
    EXPECT_GT(garbage, 100);
}

} // namespace
} // namespace callsheet::sheet
