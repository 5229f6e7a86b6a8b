#include "core/sheet/encoding_guess.h"

#include <QCoreApplication>
#include <QStringList>

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t sampleBytes = 256 << 10;
constexpr std::size_t bytesBefore = 512; // of a line with letters beyond ASCII
constexpr std::size_t bytesBehind = 2048;

// ASCII says nothing about the encoding, and a large file may hold its only other letters anywhere: the sample is made
// of lines that have some, from the whole file.
std::string tellingLines(std::string_view bytes)
{
    std::string sample;
    std::size_t done = 0;
    while (sample.size() < sampleBytes) {
        const std::size_t found = findNonAscii(bytes, done);
        if (found == bytes.size())
            break;
        const std::size_t earliest = std::max(done, found - std::min(found, bytesBefore));
        const std::size_t breakBefore = bytes.substr(earliest, found - earliest).find_last_of("\r\n");
        const std::size_t from = breakBefore == std::string_view::npos ? earliest : earliest + breakBefore + 1;
        const std::size_t latest = std::min(bytes.size(), found + bytesBehind);
        done = std::min(latest, bytes.substr(0, latest).find_first_of("\r\n", found));
        sample.append(bytes.substr(from, done - from)).append("\n");
    }
    return sample;
}

// The ISO sets give control characters where their Windows cousins give the quotes and dashes that people type.
QString windowsCousin(const QString &name)
{
    if (name == "ISO-8859-1"_L1 || name == "ASCII"_L1 || name == "US-ASCII"_L1)
        return u"windows-1252"_s;
    if (name == "ISO-8859-9"_L1)
        return u"windows-1254"_s;
    return name;
}

QString byFrequency(std::string_view sample)
{
    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
    if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0)
        return {};
    uchardet_data_end(detector.get());
    return windowsCousin(QString::fromLatin1(uchardet_get_charset(detector.get())));
}

QStringList bySecondOpinion(std::string_view sample)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), &ucsdet_close);
    ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
    std::int32_t count = 0;
    const UCharsetMatch **matches = ucsdet_detectAll(detector.get(), &count, &status);
    QStringList names;
    for (std::int32_t i = 0; U_SUCCESS(status) && i < count; ++i)
        names += windowsCousin(QString::fromLatin1(ucsdet_getName(matches[i], &status)));
    return names;
}

struct Verdict {
    std::size_t undecodable = 0; // characters
    bool isSingleByte = false;
};

// Nothing when there is no such encoding, or none for bytes that are not UTF-8 or UTF-16.
std::optional<Verdict> judge(std::string_view sample, const QString &encoding)
{
    if (encoding.isEmpty() || encoding.startsWith("UTF-"_L1))
        return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
        ucnv_open(encoding.toLatin1().constData(), &status), &ucnv_close);
    if (U_FAILURE(status))
        return std::nullopt;
    std::vector<UChar> text(sample.size() * 2 + 1);
    const std::int32_t length = ucnv_toUChars(converter.get(), text.data(), static_cast<std::int32_t>(text.size()),
        sample.data(), static_cast<std::int32_t>(sample.size()), &status);
    if (U_FAILURE(status))
        return std::nullopt;
    const auto isNone = [](UChar c) { return c == 0xFFFD || c == 0x1A || (c >= 0x80 && c < 0xA0); };
    return Verdict{static_cast<std::size_t>(std::count_if(text.begin(), text.begin() + length, isNone)),
        ucnv_getMaxCharSize(converter.get()) == 1};
}

// Of a few letters the guess by frequency makes "Muņoz" and Latin of the north. Programs write these sets so seldom
// that the usual one is likelier, as long as it makes nothing but letters of the same bytes.
bool isRatherUsual(std::string_view sample, const QString &guessed)
{
    static const QStringList seldom{
        u"ISO-8859-3"_s, u"ISO-8859-4"_s, u"ISO-8859-10"_s, u"ISO-8859-14"_s, u"ISO-8859-16"_s, u"MAC-CENTRALEUROPE"_s};
    constexpr std::ptrdiff_t fewLetters = 20;
    const auto isBeyondAscii = [](char c) { return static_cast<signed char>(c) < 0; };
    const auto isUsualLetter = [](char c) {
        const auto byte = static_cast<unsigned char>(c); // of windows-1252
        return byte >= 0xC0 && byte != 0xD7 && byte != 0xF7;
    };
    return seldom.contains(guessed) && std::count_if(sample.begin(), sample.end(), isBeyondAscii) <= fewLetters
        && std::all_of(sample.begin(), sample.end(), [&](char c) { return !isBeyondAscii(c) || isUsualLetter(c); });
}

} // namespace

std::size_t findNonAscii(std::string_view bytes, std::size_t from)
{
    std::uint64_t eight = 0;
    while (from + sizeof eight <= bytes.size()) {
        std::memcpy(&eight, bytes.data() + from, sizeof eight);
        if ((eight & 0x8080'8080'8080'8080U) != 0)
            break;
        from += sizeof eight;
    }
    while (from < bytes.size() && static_cast<signed char>(bytes[from]) >= 0)
        ++from;
    return from;
}

EncodingGuess guessEncoding(std::string_view bytes)
{
    const std::string sample = tellingLines(bytes);
    const QString byLetters = byFrequency(sample);
    const QString first = isRatherUsual(sample, byLetters) ? u"windows-1252"_s : byLetters;
    std::optional<Verdict> best = judge(sample, first);
    QString name = first;
    if (!best || best->undecodable > 0) {
        for (const QString &other : bySecondOpinion(sample) + QStringList{u"windows-1252"_s}) {
            const std::optional<Verdict> verdict = judge(sample, other);
            if (verdict && (!best || verdict->undecodable < best->undecodable)) {
                best = verdict;
                name = other;
            }
        }
    }
    EncodingGuess guess;
    guess.encoding = canonicalName(name);
    guess.isSingleByte = best && best->isSingleByte;
    if (name == first || first.isEmpty()) {
        guess.why = QCoreApplication::translate("sheet",
            "The file is not valid UTF-8, and its letters are most like %1. This is a guess: look at names with "
            "accents.")
                        .arg(guess.encoding);
    } else {
        guess.why = QCoreApplication::translate("sheet",
            "The file is not valid UTF-8. Its letters are most like %1, but some of its bytes mean nothing there, so "
            "it "
            "is read as %2. This is a guess: look at names with accents.")
                        .arg(canonicalName(first), guess.encoding);
    }
    return guess;
}

QString canonicalName(const QString &encoding)
{
    for (const char *standard : {"MIME", "IANA"}) {
        UErrorCode status = U_ZERO_ERROR;
        const char *known = ucnv_getStandardName(encoding.toLatin1().constData(), standard, &status);
        if (U_SUCCESS(status) && known != nullptr)
            return QString::fromLatin1(known);
    }
    return encoding;
}

} // namespace callsheet::sheet
