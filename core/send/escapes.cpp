#include "core/send/escapes.h"

#include <QByteArray>
#include <QHash>
#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>
#include <iterator>
#include <utility>

namespace callsheet::send {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRounds = 3;

//! UTF-8, or where it is none, Latin-1.
QString lettersOf(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    return decoder.hasError() ? QString::fromLatin1(bytes) : text;
}

QString letterOf(char32_t code)
{
    return code <= 0x10ffff ? QString::fromUcs4(&code, 1) : QString();
}

//! "uml" of "&uuml;": what is put on a letter.
const QHash<QString, QChar> &marks()
{
    static const QHash<QString, QChar> known = {{u"grave"_s, u'\u0300'}, {u"acute"_s, u'\u0301'},
        {u"circ"_s, u'\u0302'}, {u"tilde"_s, u'\u0303'}, {u"macr"_s, u'\u0304'}, {u"breve"_s, u'\u0306'},
        {u"dot"_s, u'\u0307'}, {u"uml"_s, u'\u0308'}, {u"ring"_s, u'\u030a'}, {u"dblac"_s, u'\u030b'},
        {u"caron"_s, u'\u030c'}, {u"cedil"_s, u'\u0327'}, {u"ogon"_s, u'\u0328'}};
    return known;
}

const QHash<QString, QString> &names()
{
    static const QHash<QString, QString> known = {{u"amp"_s, u"&"_s}, {u"lt"_s, u"<"_s}, {u"gt"_s, u">"_s},
        {u"quot"_s, u"\""_s}, {u"apos"_s, u"'"_s}, {u"nbsp"_s, u" "_s}, {u"ensp"_s, u" "_s}, {u"emsp"_s, u" "_s},
        {u"thinsp"_s, u" "_s}, {u"Tab"_s, u" "_s}, {u"NewLine"_s, u" "_s}, {u"shy"_s, QString()}, {u"zwj"_s, QString()},
        {u"zwnj"_s, QString()}, {u"szlig"_s, u"ß"_s}, {u"aelig"_s, u"æ"_s}, {u"AElig"_s, u"Æ"_s}, {u"oelig"_s, u"œ"_s},
        {u"OElig"_s, u"Œ"_s}, {u"oslash"_s, u"ø"_s}, {u"Oslash"_s, u"Ø"_s}, {u"aring"_s, u"å"_s}, {u"Aring"_s, u"Å"_s},
        {u"eth"_s, u"ð"_s}, {u"ETH"_s, u"Ð"_s}, {u"thorn"_s, u"þ"_s}, {u"THORN"_s, u"Þ"_s}, {u"lstrok"_s, u"ł"_s},
        {u"Lstrok"_s, u"Ł"_s}, {u"dstrok"_s, u"đ"_s}, {u"Dstrok"_s, u"Đ"_s}, {u"hstrok"_s, u"ħ"_s},
        {u"tstrok"_s, u"ŧ"_s}, {u"inodot"_s, u"ı"_s}, {u"imath"_s, u"ı"_s}, {u"lsquo"_s, u"‘"_s}, {u"rsquo"_s, u"’"_s},
        {u"ldquo"_s, u"“"_s}, {u"rdquo"_s, u"”"_s}, {u"laquo"_s, u"«"_s}, {u"raquo"_s, u"»"_s}, {u"ndash"_s, u"–"_s},
        {u"mdash"_s, u"—"_s}, {u"hyphen"_s, u"-"_s}, {u"dash"_s, u"-"_s}, {u"hellip"_s, u"…"_s}, {u"middot"_s, u"·"_s},
        {u"commat"_s, u"@"_s}, {u"plus"_s, u"+"_s}, {u"period"_s, u"."_s}, {u"comma"_s, u","_s}, {u"colon"_s, u":"_s},
        {u"sol"_s, u"/"_s}, {u"lpar"_s, u"("_s}, {u"rpar"_s, u")"_s}, {u"lowbar"_s, u"_"_s}, {u"num"_s, u"#"_s}};
    return known;
}

std::optional<QString> letterNamed(const QString &name)
{
    const auto known = names().constFind(name);
    if (known != names().constEnd())
        return *known;
    const auto mark = marks().constFind(name.mid(1));
    if (mark == marks().constEnd())
        return std::nullopt;
    return (name.left(1) + *mark).normalized(QString::NormalizationForm_C);
}

//! What one match of withOneFewer() stands for; nothing: it stands for itself.
std::optional<QString> meaningOf(const QRegularExpressionMatch &match)
{
    const auto has = [&match](QStringView part) { return !match.capturedView(part).isEmpty(); };
    if (has(u"hex"))
        return letterOf(match.captured(u"hex"_s).toUInt(nullptr, 16));
    if (has(u"decimal"))
        return letterOf(match.captured(u"decimal"_s).toUInt());
    if (has(u"name"))
        return letterNamed(match.captured(u"name"_s));
    if (has(u"unit")) // half of a letter, perhaps, beside its other half
        return QString(QChar(match.captured(u"unit"_s).toUShort(nullptr, 16)));
    if (has(u"sign")) {
        const QString sign = match.captured(u"sign"_s);
        return sign == "\""_L1 || sign == "'"_L1 || sign == "/"_L1 ? sign : u" "_s;
    }
    const QString bytes = has(u"percent") ? match.captured(u"percent"_s) : match.captured(u"bytes"_s);
    return lettersOf(QByteArray::fromHex(bytes.toLatin1())); // which skips what is no digit of it
}

//! Texts of a service are cut somewhere: half an escape at the end would hide which word it ends.
QString withoutCutEscape(const QString &text)
{
    static const QRegularExpression cut(uR"((?:&#?[A-Za-z0-9]{0,12}|(?:%[0-9a-fA-F]{0,2})+|(?:\\+x[0-9a-fA-F]{0,2})+)"
                                        uR"(|\\+u\{?[0-9a-fA-F]{0,3}|\\+U[0-9a-fA-F]{0,7}|\\+)\z)"_s);
    return QString(text).remove(cut);
}

QString withOneFewer(const QString &text)
{
    // However many backslashes: each time that JSON is put into JSON doubles them.
    static const QRegularExpression escape(
        uR"((?:&#[xX]|\\+U|\\+u\{)(?<hex>[0-9a-fA-F]{1,8})[;}]?|&#(?<decimal>[0-9]{1,7});?|&(?<name>[A-Za-z]{2,12});)"
        uR"(|(?<percent>(?:%[0-9a-fA-F]{2})+)|(?<bytes>(?:\\+x[0-9a-fA-F]{2})+))"
        uR"(|\\+u(?<unit>[0-9a-fA-F]{4})|\\+(?<sign>["'/bfnrt]))"_s);
    QString plain;
    qsizetype done = 0;
    for (auto found = escape.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const std::optional<QString> meaning = meaningOf(match);
        if (!meaning)
            continue;
        plain += QStringView(text).sliced(done, match.capturedStart() - done);
        plain += *meaning;
        done = match.capturedEnd();
    }
    return plain + QStringView(text).sliced(done).toString();
}

} // namespace

std::optional<QString> withoutEscapes(const QString &text)
{
    QString plain = text;
    for (int round = 0; round < mostRounds; ++round) {
        const QString before = std::exchange(plain, withOneFewer(withoutCutEscape(plain)));
        if (plain == before)
            return plain;
    }
    if (withOneFewer(plain) != plain)
        return std::nullopt;
    return plain;
}

QString withoutUnknownNames(const QString &text)
{
    static const QRegularExpression name(u"&[A-Za-z][A-Za-z0-9]{1,31};"_s);
    QString known;
    qsizetype done = 0;
    for (auto found = name.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        if (match.capturedStart() < done)
            continue; // another one in the same word
        const auto isSpace = [](QChar c) { return c.isSpace(); };
        const auto begin = std::find_if(std::make_reverse_iterator(text.begin() + match.capturedStart()),
            std::make_reverse_iterator(text.begin() + done), isSpace);
        const auto end = std::find_if(text.begin() + match.capturedEnd(), text.end(), isSpace);
        known += QStringView(text).sliced(done, begin.base() - text.begin() - done);
        known += u"‹?›"_s;
        done = end - text.begin();
    }
    return known + QStringView(text).sliced(done).toString();
}

} // namespace callsheet::send
