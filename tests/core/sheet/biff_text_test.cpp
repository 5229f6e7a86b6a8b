#include "core/sheet/biff_text.h"
#include "tests/core/sheet/xls_files.h"

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;
using test::record;
using test::word;

constexpr int continuation = 0x003C;

// The text of so many units in a record and in those that continue it.
class SplitText {
public:
    SplitText(std::size_t units, const QByteArray &data, const std::vector<QByteArray> &continued)
    {
        QByteArray stream;
        for (const QByteArray &part : continued)
            stream += record(continuation, part);
        stream += record(0x00FF, "next");
        BiffRecords records(std::string_view(stream.constData(), static_cast<std::size_t>(stream.size())));
        BiffText reader(records, {data.constData(), static_cast<std::size_t>(data.size())});
        isWhole = reader.appendUnicode(units, text);
        const auto following = reader.word();
        after = following ? int(*following) : -1;
    }
    bool isWhole = false;
    std::string text;
    int after = -1; // the number behind the text
};

TEST(BiffText, readsNarrowAndWideTexts)
{
    EXPECT_EQ(SplitText(3, test::unicode(u"aéz"_s), {}).text, "aéz");
    EXPECT_EQ(SplitText(4, test::unicode(u"Łó😀"_s), {}).text, "Łó😀");
    EXPECT_EQ(SplitText(0, QByteArray(1, '\0') + word(7), {}).after, 7);
    EXPECT_TRUE(SplitText(0, {}, {}).isWhole);
}

TEST(BiffText, changesTheWidthWhereAPartBegins)
{
    const SplitText widened(4, QByteArray("\0ab", 3), {QByteArray("\1", 1) + word('c') + word(0x0141) + word(9)});
    EXPECT_TRUE(widened.isWhole);
    EXPECT_EQ(widened.text, "abcŁ");
    EXPECT_EQ(widened.after, 9);
    const SplitText narrowed(3, QByteArray("\1", 1) + word(0x0141), {QByteArray("\0b", 2), QByteArray("\0c", 2)});
    EXPECT_EQ(narrowed.text, "Łbc");
    const SplitText behindTheHead(2, QByteArray("\0", 1), {QByteArray("\0ab", 3) + word(5)});
    EXPECT_EQ(behindTheHead.text, "ab");
    EXPECT_EQ(behindTheHead.after, 5);
}

TEST(BiffText, joinsACharacterThatIsSplitBetweenParts)
{
    const SplitText split(2, QByteArray("\1", 1) + word(0xD83D), {QByteArray("\1", 1) + word(0xDE00)});
    EXPECT_TRUE(split.isWhole);
    EXPECT_EQ(split.text, "😀");
}

TEST(BiffText, leavesRunsAndPhoneticsOut)
{
    const QByteArray runs = word(0) + word(5) + word(2) + word(6);
    const SplitText both(
        2, "\x0C" + word(2) + test::doubleWord(6) + "ab" + runs.left(3), {runs.mid(3) + "pho", "net" + word(77)});
    EXPECT_TRUE(both.isWhole);
    EXPECT_EQ(both.text, "ab");
    EXPECT_EQ(both.after, 77);
}

TEST(BiffText, saysWhenATextIsCutOff)
{
    EXPECT_FALSE(SplitText(1, {}, {}).isWhole);
    EXPECT_FALSE(SplitText(5, QByteArray("\0ab", 3), {}).isWhole);
    EXPECT_FALSE(SplitText(2, QByteArray("\1a\0b", 4), {"\1c"}).isWhole);
    EXPECT_FALSE(SplitText(1, QByteArray("\x08\x01", 2), {}).isWhole);
    EXPECT_FALSE(SplitText(1, "\x08" + word(0xFFFF) + "a", {}).isWhole);
    EXPECT_FALSE(SplitText(1, "\x04" + test::doubleWord(0xFFFFFFFF) + "a", {}).isWhole);
    EXPECT_EQ(SplitText(5, QByteArray("\0ab", 3), {}).text, "ab");
}

TEST(BiffText, marksHalfCharacters)
{
    for (const int unit : {0xD83D, 0xDE00, 0}) {
        const SplitText half(2, QByteArray("\1", 1) + word(unit) + word('x'), {});
        EXPECT_FALSE(half.isWhole);
        EXPECT_EQ(half.text, "\uFFFDx");
    }
}

TEST(BiffRecords, endWhereNoWholeRecordFollows)
{
    const QByteArray bytes = record(1, "ab") + word(2) + word(9) + "short";
    BiffRecords records(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    const auto first = records.next();
    ASSERT_TRUE(first);
    EXPECT_EQ(first->type, 1);
    EXPECT_EQ(first->data, "ab");
    EXPECT_FALSE(records.next());
    EXPECT_FALSE(BiffRecords("abc").next());
    EXPECT_FALSE(BiffRecords("abcd", 1'000'000).next());
}

TEST(CodePage, readsTheBytesOfOldFiles)
{
    const auto text = [](unsigned number, std::string_view bytes) {
        std::string target;
        EXPECT_TRUE(CodePage(number).append(bytes, target));
        return target;
    };
    EXPECT_EQ(text(1252, "Zo\xEB"), "Zoë");
    EXPECT_EQ(text(1251, "\xC0\xED\xED\xE0"), "Анна");
    EXPECT_EQ(text(1250, "\xA3ukasz"), "Łukasz");
    EXPECT_EQ(text(932, "\x93\x8C\x8B\x9E"), "東京");
    EXPECT_EQ(text(437, "\x81"), "ü");
    EXPECT_EQ(text(10000, "\x8A"), "ä");
    EXPECT_EQ(text(32768, "\x8A"), "ä");
    EXPECT_EQ(text(32769, "\xE4"), "ä");
    EXPECT_EQ(text(54321, "\xE4"), "ä"); // unknown: as western programs write
    EXPECT_EQ(CodePage(1251).name(), u"windows-1251"_s);
    std::string target;
    EXPECT_FALSE(CodePage(932).append("\x93", target));
    CodePage moved(1251);
    moved = CodePage(1252);
    target.clear();
    EXPECT_TRUE(moved.append("\xE4", target));
    EXPECT_EQ(target, "ä");
}

} // namespace
} // namespace callsheet::sheet
