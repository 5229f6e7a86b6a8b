#include "core/sheet/text_encoding.h"

#include "core/sheet/errors.h"
#include "core/sheet/utf8.h"

#include <QCoreApplication>

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t sliceSize = 4 << 20;
constexpr std::size_t sampleSize = 256 << 10;
constexpr std::size_t mostConvertedBytes = std::size_t(1) << 30;

struct Choice {
    QString encoding;
    QString why;
    std::size_t markSize = 0;
};

struct Mark {
    std::string_view bytes;
    const char *encoding;
};
// UTF-32LE begins like UTF-16LE, so it comes first.
const std::array marks = {
    Mark{std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
    Mark{std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
    Mark{std::string_view("\xEF\xBB\xBF", 3), "UTF-8"},
    Mark{std::string_view("\xFF\xFE", 2), "UTF-16LE"},
    Mark{std::string_view("\xFE\xFF", 2), "UTF-16BE"},
};

std::optional<Choice> byMark(std::string_view bytes)
{
    for (const Mark &mark : marks) {
        if (bytes.starts_with(mark.bytes)) {
            const QString name = QString::fromLatin1(mark.encoding);
            return Choice{name,
                QCoreApplication::translate("sheet", "The file begins with the byte order mark of %1.").arg(name),
                mark.bytes.size()};
        }
    }
    return std::nullopt;
}

// Text without a mark whose characters take two or four bytes shows by where its zero bytes stand.
std::optional<Choice> byZeroBytes(std::string_view bytes)
{
    const std::string_view sample = bytes.substr(0, std::min(bytes.size(), sampleSize) & ~std::size_t(3));
    std::array<std::size_t, 4> zeros = {};
    for (std::size_t i = 0; i < sample.size(); ++i)
        zeros[i % 4] += sample[i] == '\0' ? 1U : 0U;
    const std::size_t quarter = sample.size() / 4;
    if (quarter < 2)
        return std::nullopt;
    const auto most = [quarter](std::size_t count) { return count * 10 > quarter * 9; };
    const auto often = [quarter](std::size_t count) { return count * 10 > quarter; };
    // A few letters end in a zero byte, such as the second half of 😀.
    const auto rare = [](std::size_t count, std::size_t beside) { return count * 8 <= beside; };
    const char *encoding = nullptr;
    if (most(zeros[2]) && most(zeros[3]) && rare(zeros[0], zeros[3]))
        encoding = "UTF-32LE";
    else if (most(zeros[0]) && most(zeros[1]) && rare(zeros[3], zeros[0]))
        encoding = "UTF-32BE";
    else if (often(zeros[1]) && often(zeros[3]) && rare(zeros[0] + zeros[2], zeros[1] + zeros[3]))
        encoding = "UTF-16LE";
    else if (often(zeros[0]) && often(zeros[2]) && rare(zeros[1] + zeros[3], zeros[0] + zeros[2]))
        encoding = "UTF-16BE";
    if (encoding == nullptr)
        return std::nullopt;
    const QString name = QString::fromLatin1(encoding);
    return Choice{name,
        QCoreApplication::translate("sheet",
            "The zero bytes between the letters are those of %1; there is no byte order "
            "mark.")
            .arg(name),
        0};
}

// Slices end before a byte that starts a character, so that each can be judged by itself.
std::size_t sliceEnd(std::string_view text, std::size_t from)
{
    std::size_t end = std::min(text.size(), from + sliceSize);
    for (int back = 0; back < 3 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80; ++back)
        --end;
    return end;
}

QString guess(std::string_view bytes)
{
    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
    // ASCII says nothing about the encoding: the sample starts where the first other byte stands.
    const auto first = std::find_if(bytes.begin(), bytes.end(), [](char c) { return static_cast<signed char>(c) < 0; });
    const std::size_t position = static_cast<std::size_t>(first - bytes.begin());
    const std::string_view sample = bytes.substr(position > sampleSize / 2 ? position - sampleSize / 2 : 0, sampleSize);
    QString name;
    if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) == 0) {
        uchardet_data_end(detector.get());
        name = QString::fromLatin1(uchardet_get_charset(detector.get()));
    }
    // The ISO sets give control characters where their Windows cousins give the quotes and dashes that people type.
    if (name.isEmpty() || name == "ASCII"_L1 || name == "ISO-8859-1"_L1 || name == "UTF-8"_L1)
        return u"windows-1252"_s;
    return name.startsWith("WINDOWS-"_L1) ? name.toLower() : name;
}

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter openConverter(const QString &name)
{
    UErrorCode status = U_ZERO_ERROR;
    Converter converter(ucnv_open(name.toLatin1().constData(), &status), &ucnv_close);
    if (U_FAILURE(status))
        converter.reset();
    return converter;
}

void countAndSubstitute(const void *context, UConverterToUnicodeArgs *arguments, const char *units, std::int32_t length,
    UConverterCallbackReason reason, UErrorCode *status)
{
    if (reason <= UCNV_IRREGULAR)
        ++*static_cast<std::size_t *>(const_cast<void *>(context));
    UCNV_TO_U_CALLBACK_SUBSTITUTE(nullptr, arguments, units, length, reason, status);
}

base::Result<void> convert(std::string_view bytes, const QString &fileName, std::atomic<std::int64_t> &examined,
    const std::stop_token &stop, DecodedText &result)
{
    if (bytes.size() > mostConvertedBytes) {
        return limitReached(QCoreApplication::translate("sheet",
            "“%1” is %2 text of %3 MiB, and text that is not UTF-8 may have 1,024 MiB. Save it as UTF-8 or in several "
            "files.")
                                .arg(fileName, result.encoding)
                                .arg(bytes.size() >> 20));
    }
    const Converter source = openConverter(result.encoding);
    const Converter target = openConverter(u"UTF-8"_s);
    if (!source || !target) {
        return wrongUsage(QCoreApplication::translate(
            "sheet", "There is no encoding named “%1”. Choose one such as UTF-8, UTF-16LE or windows-1252.")
                              .arg(result.encoding));
    }
    std::size_t invalid = 0;
    UErrorCode status = U_ZERO_ERROR;
    ucnv_setToUCallBack(source.get(), countAndSubstitute, &invalid, nullptr, nullptr, &status);
    std::array<UChar, 4096> pivot;
    UChar *pivotSource = pivot.data();
    UChar *pivotTarget = pivot.data();
    result.converted.reserve(bytes.size() + bytes.size() / 8);
    std::string piece(sliceSize, '\0');
    const char *from = bytes.data();
    const char *const end = from + bytes.size();
    for (bool more = true; more;) {
        if (stop.stop_requested())
            return readingStopped();
        char *to = piece.data();
        const char *const sliceLimit = from + std::min<std::size_t>(std::size_t(end - from), sliceSize / 4);
        const char *const before = from;
        status = U_ZERO_ERROR;
        ucnv_convertEx(target.get(), source.get(), &to, piece.data() + piece.size(), &from, sliceLimit, pivot.data(),
            &pivotSource, &pivotTarget, pivot.data() + pivot.size(), false, sliceLimit == end, &status);
        result.converted.append(piece.data(), to);
        examined += from - before;
        if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) {
            return unreadable(QCoreApplication::translate("sheet",
                                  "“%1” could not be read as %2. Choose another encoding, or save the file as UTF-8.")
                                  .arg(fileName, result.encoding),
                QString::fromLatin1(u_errorName(status)));
        }
        more = status == U_BUFFER_OVERFLOW_ERROR || from < end;
    }
    result.converted.shrink_to_fit();
    result.text = result.converted;
    result.hasInvalidText = invalid > 0;
    return {};
}

QString canonicalName(const QString &name)
{
    for (const char *standard : {"MIME", "IANA"}) {
        UErrorCode status = U_ZERO_ERROR;
        const char *known = ucnv_getStandardName(name.toLatin1().constData(), standard, &status);
        if (U_SUCCESS(status) && known != nullptr)
            return QString::fromLatin1(known);
    }
    return name;
}

// Whether the bytes are valid UTF-8; nothing when reading was stopped.
std::optional<Utf8Count> examineUtf8(
    std::string_view bytes, std::atomic<std::int64_t> &examined, const std::stop_token &stop)
{
    Utf8Count total;
    for (std::size_t from = 0; from < bytes.size();) {
        if (stop.stop_requested())
            return std::nullopt;
        const std::size_t end = sliceEnd(bytes, from);
        const std::string_view slice = bytes.substr(from, end - from);
        if (!isValidUtf8(slice)) {
            const Utf8Count count = countUtf8(slice);
            total.sequences += count.sequences;
            total.invalid += count.invalid;
        }
        examined += static_cast<std::int64_t>(slice.size());
        from = end;
    }
    return total;
}

Choice byValidity(std::string_view bytes, const Utf8Count &count)
{
    if (count.invalid == 0) {
        return {u"UTF-8"_s,
            QCoreApplication::translate("sheet", "All of the file is valid UTF-8 (plain ASCII included)."), 0};
    }
    // A file that was written as UTF-8 and damaged in places keeps its good characters; another encoding hardly ever
    // makes several valid sequences for one invalid.
    if (count.sequences >= 4 * count.invalid) {
        return {u"UTF-8"_s,
            QCoreApplication::translate("sheet",
                "Nearly all of the file is valid UTF-8; %n place(s) are not, and their rows are marked.", nullptr,
                static_cast<int>(std::min<std::size_t>(count.invalid, 1'000'000'000))),
            0};
    }
    const QString name = guess(bytes);
    return {name,
        QCoreApplication::translate("sheet",
            "The file is not valid UTF-8, and its letters are most like %1. This is a guess: look at names with "
            "accents.")
            .arg(name),
        0};
}

} // namespace

bool isWideText(std::string_view beginning)
{
    const std::optional<Choice> marked = byMark(beginning);
    return (marked && marked->encoding != "UTF-8"_L1) || byZeroBytes(beginning);
}

base::Result<void> decodeText(std::string_view bytes, const std::optional<QString> &chosen, const QString &fileName,
    std::atomic<std::int64_t> &examined, const std::stop_token &stop, DecodedText &result)
{
    const std::optional<Choice> marked = byMark(bytes);
    Choice choice;
    if (chosen) {
        choice.encoding = canonicalName(chosen->trimmed());
        choice.why = QCoreApplication::translate("sheet", "%1 was chosen by hand.").arg(choice.encoding);
        // "UTF-16" and "UTF-32" leave the order of the bytes open.
        const bool open = choice.encoding == "UTF-16"_L1 || choice.encoding == "UTF-32"_L1;
        for (const std::optional<Choice> &found : {marked, byZeroBytes(bytes)}) {
            if (found && open && found->encoding.startsWith(choice.encoding))
                choice.encoding = found->encoding;
        }
        if (marked && marked->encoding == choice.encoding)
            choice.markSize = marked->markSize;
    } else if (marked) {
        choice = *marked;
    } else if (const std::optional<Choice> wide = byZeroBytes(bytes)) {
        choice = *wide;
    }
    const bool maybeUtf8 = choice.encoding.isEmpty() || choice.encoding == "UTF-8"_L1;
    if (maybeUtf8) {
        const std::optional<Utf8Count> count = examineUtf8(bytes.substr(choice.markSize), examined, stop);
        if (!count)
            return readingStopped();
        if (choice.encoding.isEmpty())
            choice = byValidity(bytes, *count);
        result.hasInvalidText = count->invalid > 0;
    }
    result.encoding = choice.encoding;
    result.why = choice.why;
    result.text = bytes.substr(choice.markSize);
    if (choice.encoding == "UTF-8"_L1)
        return {};
    std::atomic<std::int64_t> uncounted = 0; // these bytes were counted when they turned out not to be UTF-8
    return convert(result.text, fileName, maybeUtf8 ? uncounted : examined, stop, result);
}

} // namespace callsheet::sheet
