#include "core/sheet/pasted_file.h"

#include "core/base/atomic_file.h"
#include "core/base/profile.h"
#include "core/sheet/errors.h"
#include "core/sheet/html_table.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>
#include <QStringDecoder>

#include <algorithm>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

// Programs write UTF-8 or UTF-16 with a mark, and say so in the text or not at all.
QByteArray htmlAsUtf8(const QByteArray &html)
{
    QStringDecoder decoder = QStringDecoder::decoderForHtml(html);
    const QString text = decoder(html);
    return text.toUtf8();
}

base::Error tooLarge(qint64 bytes)
{
    const QLocale locale;
    return limitReached(QCoreApplication::translate(
        "sheet", "The clipboard holds %1, and at most %2 can be pasted. Save the rows as a file and open that.")
                            .arg(locale.formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat),
                                locale.formattedDataSize(mostClipboardBytes, 0, QLocale::DataSizeTraditionalFormat)));
}

// The names sort by time.
void deleteOldest(const PastedFolder &folder)
{
    QDir directory(folder.path);
    QStringList names = directory.entryList({u"Pasted *.csv"_s}, QDir::Files, QDir::Name | QDir::Reversed);
    const qsizetype newest = std::min<qsizetype>(names.size(), mostPastedFiles);
    names.erase(names.begin(), names.begin() + newest);
    for (const QString &name : names) {
        if (!folder.inUse.contains(name))
            directory.remove(name);
    }
}

} // namespace

base::Result<Pasted> readClipboard(const Clipboard &clipboard, std::stop_token stop)
{
    Pasted pasted;
    if (!clipboard.html.isEmpty() && clipboard.html.size() <= mostClipboardBytes) {
        const QByteArray html = htmlAsUtf8(clipboard.html);
        auto table = readHtmlTable({html.constData(), static_cast<std::size_t>(html.size())}, stop);
        if (!table)
            return table.error();
        if (table->cellCount() > 1) {
            pasted.rows = std::make_shared<const PastedRows>(std::move(*table));
            return pasted;
        }
    }
    if (clipboard.text.trimmed().isEmpty()) {
        if (clipboard.html.size() > mostClipboardBytes)
            return tooLarge(clipboard.html.size());
        return unreadable(QCoreApplication::translate(
            "sheet", "The clipboard holds no rows. Copy cells in a spreadsheet program, then paste again."));
    }
    if (clipboard.text.size() > mostClipboardBytes)
        return tooLarge(clipboard.text.size());
    if (!clipboard.text.contains('\t')) {
        pasted.lines = clipboard.text;
        return pasted;
    }
    auto rows = readTabText({clipboard.text.constData(), static_cast<std::size_t>(clipboard.text.size())});
    if (!rows)
        return rows.error();
    pasted.rows = std::make_shared<const PastedRows>(std::move(*rows));
    return pasted;
}

base::Result<QString> savePasted(
    const Pasted &pasted, const PastedRows::Answers &answers, const PastedFolder &folder, const QDateTime &now)
{
    const auto made = base::Profile::open(folder.path); // for its owner alone, as the profile is
    if (!made)
        return made.error();
    const QString stem = u"Pasted "_s + now.toString(u"yyyy-MM-dd HH.mm.ss"_s);
    QString path = made->path(stem + u".csv"_s);
    for (int again = 2; QFile::exists(path); ++again)
        path = made->path(u"%1 (%2).csv"_s.arg(stem).arg(again));
    const auto written = base::writeFileAtomically(path, [&](QIODevice &device) {
        return pasted.rows ? pasted.rows->write(device, answers) : device.write(pasted.lines) == pasted.lines.size();
    });
    if (!written)
        return written.error();
    deleteOldest(folder);
    return path;
}

} // namespace callsheet::sheet
