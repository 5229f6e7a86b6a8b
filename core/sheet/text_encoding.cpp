#include "core/sheet/text_encoding.h"

#include "core/sheet/encoding_guess.h"
#include "core/sheet/errors.h"
#include "core/sheet/utf8.h"

#include <QCoreApplication>

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

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

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter openConverter(const QString &name)
{
    UErrorCode status = U_ZERO_ERROR;
    Converter converter(ucnv_open(name.toLatin1().constData(), &status), &ucnv_close);
    if (U_FAILURE(status))
        converter.reset();
    return converter;
}

// ICU's own substitute is U+001A for some encodings, which nobody would notice.
void substitute(const void *, UConverterToUnicodeArgs *arguments, const char *, std::int32_t,
    UConverterCallbackReason reason, UErrorCode *status)
{
    if (reason > UCNV_IRREGULAR)
        return;
    constexpr UChar replacement = 0xFFFD;
    *status = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, status);
}

// Finds lines, from byte `from` on, whose letters beyond ASCII are all UTF-8 in a file that is not: they seem to come
// from elsewhere. Gives where the next one starts, or the size.
std::size_t nextUtf8Line(std::string_view bytes, std::size_t from)
{
    while (from < bytes.size()) {
        const std::size_t found = findNonAscii(bytes, from);
        if (found == bytes.size())
            break;
        const std::size_t breakBefore = bytes.substr(from, found - from).find_last_of("\r\n");
        const std::size_t start = breakBefore == std::string_view::npos ? from : from + breakBefore + 1;
        const std::size_t end = std::min(bytes.find_first_of("\r\n", found), bytes.size());
        if (isValidUtf8(bytes.substr(found, end - found)))
            return start;
        from = end;
    }
    return bytes.size();
}

// The first U+FFFD of every line: text that could not be read, now or by the program that wrote the file.
void findReplaced(std::string_view text, std::size_t from, std::size_t end, std::vector<TextPlace> &places)
{
    constexpr std::string_view replacement = "\xEF\xBF\xBD";
    text = text.substr(0, end);
    for (std::size_t found = text.find(replacement, from); found != std::string_view::npos;) {
        places.push_back({found, RowDamage::InvalidText});
        const std::size_t lineEnd = text.find_first_of("\r\n", found);
        found = lineEnd == std::string_view::npos ? lineEnd : text.find(replacement, lineEnd);
    }
}

base::Result<void> convert(std::string_view bytes, bool mayBeMixed, const QString &fileName,
    std::atomic<std::int64_t> &examined, const std::stop_token &stop, DecodedText &result)
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
    UErrorCode status = U_ZERO_ERROR;
    ucnv_setToUCallBack(source.get(), substitute, nullptr, nullptr, nullptr, &status);
    std::array<UChar, 4096> pivot;
    UChar *pivotSource = pivot.data();
    UChar *pivotTarget = pivot.data();
    result.converted.reserve(bytes.size() + bytes.size() / 8);
    std::string piece(sliceSize, '\0');
    const char *from = bytes.data();
    const char *const end = from + bytes.size();
    const auto utf8LineBehind = [&](const char *place) {
        return mayBeMixed ? bytes.data() + nextUtf8Line(bytes, std::size_t(place - bytes.data())) : end;
    };
    const char *doubtful = utf8LineBehind(from);
    for (bool more = true; more;) {
        if (stop.stop_requested())
            return readingStopped();
        // Each byte is one character here, so that nothing of what came before is still on its way.
        if (from == doubtful && from != end && status != U_BUFFER_OVERFLOW_ERROR) {
            result.places.push_back({result.converted.size(), RowDamage::DoubtfulText});
            const std::size_t lineEnd
                = bytes.find_first_of("\r\n", findNonAscii(bytes, std::size_t(from - bytes.data())));
            doubtful = utf8LineBehind(bytes.data() + std::min(lineEnd, bytes.size()));
        }
        char *to = piece.data();
        const char *const sliceLimit = from + std::min<std::size_t>(std::size_t(doubtful - from), sliceSize / 4);
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
    findReplaced(result.text, 0, result.text.size(), result.places);
    std::stable_sort(result.places.begin(), result.places.end(),
        [](const TextPlace &a, const TextPlace &b) { return a.position < b.position; });
    return {};
}

// Of bytes that nearly are UTF-8: the first one in every line that is none.
void findInvalid(std::string_view text, std::size_t from, std::size_t end, std::vector<TextPlace> &places)
{
    while (from < end) {
        const std::size_t found = from + validUtf8Length(text.substr(from, end - from));
        if (found >= end)
            return;
        places.push_back({found, RowDamage::InvalidText});
        from = std::min(text.find_first_of("\r\n", found + 1), end);
    }
}

// Whether the bytes are valid UTF-8; nothing when reading was stopped.
std::optional<Utf8Count> examineUtf8(std::string_view bytes, std::atomic<std::int64_t> &examined,
    const std::stop_token &stop, std::vector<TextPlace> &places)
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
            findInvalid(bytes, from, end, places);
        } else {
            findReplaced(bytes, from, end, places);
        }
        examined += static_cast<std::int64_t>(slice.size());
        from = end;
    }
    return total;
}

Choice byValidity(const Utf8Count &count, bool isCut)
{
    if (count.invalid > 0) {
        return {u"UTF-8"_s,
            QCoreApplication::translate("sheet",
                "Nearly all of the file is valid UTF-8; %n place(s) are not, and their rows are marked.", nullptr,
                static_cast<int>(std::min<std::size_t>(count.invalid, 1'000'000'000))),
            0};
    }
    return {u"UTF-8"_s,
        isCut ? QCoreApplication::translate("sheet", "The beginning of the file is valid UTF-8.")
              : QCoreApplication::translate("sheet", "All of the file is valid UTF-8 (plain ASCII included)."),
        0};
}

// What the mark, the zero bytes or a person say; the encoding stays empty where none of them says anything.
Choice atFirstSight(std::string_view bytes, const std::optional<QString> &chosen)
{
    const std::optional<Choice> marked = byMark(bytes);
    if (!chosen)
        return marked ? *marked : byZeroBytes(bytes).value_or(Choice());
    Choice choice;
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
    return choice;
}

bool mayBeUtf8(const Choice &choice)
{
    return choice.encoding.isEmpty() || choice.encoding == "UTF-8"_L1;
}

// The end of a beginning stands anywhere, and must not look like a damage.
std::string_view wholeCharacters(std::string_view bytes)
{
    if (isWideText(bytes))
        return bytes.substr(0, bytes.size() & ~std::size_t(3));
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, bytes.size()); ++back) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if (byte >= 0xC0) {
            const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
            return bytes.substr(0, bytes.size() - (length > back ? back : 0));
        }
        if (byte < 0x80)
            break;
    }
    return bytes;
}

} // namespace

bool isWideText(std::string_view beginning)
{
    const std::optional<Choice> marked = byMark(beginning);
    return (marked && marked->encoding != "UTF-8"_L1) || byZeroBytes(beginning);
}

std::optional<std::string_view> likelyUtf8(std::string_view bytes, const std::optional<QString> &chosen)
{
    constexpr std::size_t lookedAt = 1 << 20;
    const Choice choice = atFirstSight(bytes, chosen);
    if (!mayBeUtf8(choice) || !isValidUtf8(wholeCharacters(bytes.substr(0, lookedAt))))
        return std::nullopt;
    return bytes.substr(choice.markSize);
}

base::Result<void> decodeText(std::string_view bytes, bool isCut, const std::optional<QString> &chosen,
    const QString &fileName, std::atomic<std::int64_t> &examined, const std::stop_token &stop, DecodedText &result)
{
    if (isCut)
        bytes = wholeCharacters(bytes);
    Choice choice = atFirstSight(bytes, chosen);
    const bool maybeUtf8 = mayBeUtf8(choice);
    bool mayBeMixed = false;
    if (maybeUtf8) {
        const auto count = examineUtf8(bytes.substr(choice.markSize), examined, stop, result.places);
        if (!count)
            return readingStopped();
        // A file that was written as UTF-8 and damaged in places keeps its good characters; another encoding hardly
        // ever makes several valid sequences for one invalid.
        if (choice.encoding.isEmpty() && (count->invalid == 0 || count->sequences >= 4 * count->invalid)) {
            choice = byValidity(*count, isCut);
        } else if (choice.encoding.isEmpty()) {
            const EncodingGuess guess = guessEncoding(bytes);
            choice = {guess.encoding, guess.why, 0};
            mayBeMixed = guess.isSingleByte;
        }
    }
    result.encoding = choice.encoding;
    result.why = choice.why;
    result.text = bytes.substr(choice.markSize);
    if (choice.encoding == "UTF-8"_L1)
        return {};
    result.places.clear();
    std::atomic<std::int64_t> uncounted = 0; // these bytes were counted when they turned out not to be UTF-8
    return convert(result.text, mayBeMixed, fileName, maybeUtf8 ? uncounted : examined, stop, result);
}

} // namespace callsheet::sheet
