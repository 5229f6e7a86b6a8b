#include "core/sheet/read_ahead.h"
#include "tests/core/sheet/ods_files.h"
#include "tests/core/sheet/workbook_damage.h"

#include <atomic>
#include <cstring>

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;

//! Gives numbers in pieces of changing size, then ends, or fails where it is told to.
class Numbers {
public:
    explicit Numbers(std::size_t bytes, std::size_t failsAt = std::string::npos)
        : m_bytes(bytes)
        , m_failsAt(failsAt)
    {
    }
    XmlSource source()
    {
        return [this](char *target, std::size_t size) -> std::optional<std::size_t> {
            const std::size_t count = std::min({size, m_bytes - m_given, 1 + m_given % 300'000});
            if (m_given + count > m_failsAt)
                return std::nullopt;
            for (std::size_t i = 0; i < count; ++i)
                target[i] = at(m_given + i);
            m_given += count;
            return count;
        };
    }
    static char at(std::size_t position) { return static_cast<char>(position * 31 >> 3 & 0xFF); }
    std::size_t given() const { return m_given; }

private:
    std::size_t m_bytes;
    std::size_t m_failsAt;
    std::atomic<std::size_t> m_given = 0;
};

//! Everything up to the end; nothing when that was a failure.
std::optional<std::string> readAll(ReadAhead &ahead)
{
    std::string all;
    std::string piece(100'003, '\0');
    for (;;) {
        const auto count = ahead.read(piece.data(), 1 + all.size() % piece.size());
        if (!count)
            return std::nullopt;
        if (*count == 0)
            return all;
        all.append(piece, 0, *count);
    }
}

TEST(ReadAhead, givesEveryByteInItsOrder)
{
    for (const std::size_t size : {std::size_t(0), std::size_t(1), std::size_t(262'144), std::size_t(5'000'000)}) {
        Numbers numbers(size);
        const XmlSource source = numbers.source();
        ReadAhead ahead(source);
        const auto all = readAll(ahead);
        ASSERT_TRUE(all);
        ASSERT_EQ(all->size(), size);
        for (std::size_t i = 0; i < size; ++i)
            ASSERT_EQ((*all)[i], Numbers::at(i)) << i;
        EXPECT_EQ(ahead.read(nullptr, 1), 0U) << "the end stays the end";
    }
}

TEST(ReadAhead, failsWhereTheSourceFails)
{
    Numbers numbers(5'000'000, 1'000'000);
    const XmlSource source = numbers.source();
    ReadAhead ahead(source);
    EXPECT_FALSE(readAll(ahead));
    char byte = 0;
    EXPECT_FALSE(ahead.read(&byte, 1)) << "and goes on to";
}

TEST(ReadAhead, readsNoFurtherWhenNobodyTakesMore)
{
    Numbers numbers(std::size_t(1) << 40);
    const XmlSource source = numbers.source();
    {
        ReadAhead ahead(source);
        char byte = 0;
        EXPECT_EQ(ahead.read(&byte, 1), 1U);
    }
    EXPECT_LT(numbers.given(), 2U << 20);
}

TEST(ReadAhead, leavesALargeSpreadsheetAsItIs)
{
    // Texts that cannot be packed, so that the part is large where it is stored.
    QRandomGenerator random(5);
    QByteArray rows = test::odsRow(test::odsText("name"));
    QStringList expected;
    for (int i = 0; i < 30'000; ++i) {
        QByteArray text;
        for (int k = 0; k < 8; ++k)
            text += QByteArray::number(random.generate64(), 36);
        rows += test::odsRow(test::odsText(text));
        expected += u"%1: %2"_s.arg(i + 2).arg(QString::fromLatin1(text));
    }
    const test::OpenedOds book(test::OdsFile(test::odsTable(rows)));
    ASSERT_EQ(book.error(), "");
    ASSERT_GT(QFile(book.path).size(), 1 << 20) << "too small to be read ahead";
    EXPECT_EQ(book.lines(), expected);
    const auto beginning = openBeginning(book.path, {}, {});
    ASSERT_EQ(test::errorOf(beginning), "");
    EXPECT_EQ(test::linesOf(*beginning->table), expected.mid(0, beginningRows - 1));
    // A damage in the middle is found in the other thread and told here.
    QByteArray bytes = test::bytesOf(book.path);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x55);
    const test::TemporaryFolder folder;
    const auto damaged = test::open(folder.write(u"book.ods"_s, bytes));
    ASSERT_FALSE(damaged);
    EXPECT_TRUE(damaged.error().message.contains(u"“content.xml”"_s)) << test::errorOf(damaged);
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = openSheet(book.path, {}, nullptr, stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().kind, base::ErrorKind::Cancelled);
}

} // namespace
} // namespace callsheet::sheet
