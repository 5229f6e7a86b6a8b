#include "core/sheet/inflater.h"

#include <QByteArray>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace callsheet::sheet {
namespace {

// Raw deflate data: what qCompress() gives without its length, and zlib's header and checksum.
QByteArray deflated(const QByteArray &bytes)
{
    return qCompress(bytes).mid(6).chopped(4);
}

struct Inflated {
    std::string bytes;
    bool hasEnded = false;
    bool isDamaged = false;
};

// Gives the input in pieces until the end, or until it goes nowhere.
Inflated inflate(const QByteArray &data, std::size_t inputPiece, std::size_t targetPiece)
{
    Inflated result;
    Inflater inflater;
    std::string_view left(data.constData(), static_cast<std::size_t>(data.size()));
    std::string target(targetPiece, '\0');
    for (bool moves = true; moves && !result.hasEnded && !result.isDamaged;) {
        const Inflater::Step step = inflater.inflate(left.substr(0, inputPiece), target.data(), target.size());
        left.remove_prefix(step.taken);
        result.bytes.append(target, 0, step.made);
        result.hasEnded = step.hasEnded;
        result.isDamaged = step.isDamaged;
        moves = step.taken > 0 || step.made > 0 || !left.empty();
    }
    return result;
}

QByteArray someText()
{
    QByteArray text;
    for (int i = 0; i < 40'000; ++i)
        text += QByteArray::number(i * 7919 % 100'003) + "<c r=\"A\"/>";
    return text;
}

TEST(Inflater, givesTheSameBytesInPiecesOfAnySize)
{
    const QByteArray text = someText();
    const QByteArray data = deflated(text);
    for (const auto &[input, target] : {std::pair(1, 70'000), std::pair(65'536, 1), std::pair(7, 13),
             std::pair(65'536, 1 << 20), std::pair(1 << 20, 1 << 20)}) {
        const Inflated result = inflate(data, static_cast<std::size_t>(input), static_cast<std::size_t>(target));
        EXPECT_TRUE(result.hasEnded) << input;
        EXPECT_EQ(result.bytes, text.toStdString()) << input;
    }
}

TEST(Inflater, goesNowhereWhenTheDataIsCutOff)
{
    const QByteArray text = someText();
    const QByteArray data = deflated(text);
    for (const int size : {0, 1, 100, static_cast<int>(data.size()) / 2, static_cast<int>(data.size()) - 1}) {
        const Inflated result = inflate(data.left(size), 4'096, 4'096);
        EXPECT_FALSE(result.hasEnded) << size;
        EXPECT_TRUE(std::equal(result.bytes.begin(), result.bytes.end(), text.begin())) << size;
    }
}

TEST(Inflater, knowsDamagedData)
{
    EXPECT_TRUE(inflate("\xFF\xFF\xFF\xFF", 4, 100).isDamaged); // a block of the kind that does not exist
    QByteArray lookback = deflated(QByteArray(1'000, 'x'));
    EXPECT_TRUE(inflate(lookback, 100, 100).hasEnded);
    EXPECT_TRUE(inflate(QByteArray::fromHex("4b04a203000000"), 100, 100).isDamaged); // from before the beginning
}

TEST(Inflater, countsTheChecksumOfZipFiles)
{
    EXPECT_EQ(Inflater::addToCrc(0, "123456789"), 0xCBF4'3926U);
    EXPECT_EQ(Inflater::addToCrc(Inflater::addToCrc(0, "1234"), "56789"), 0xCBF4'3926U);
    EXPECT_EQ(Inflater::addToCrc(0, {}), 0U);
}

} // namespace
} // namespace callsheet::sheet
