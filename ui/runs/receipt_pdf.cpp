#include "ui/runs/receipt_pdf.h"

#include "core/base/atomic_file.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QPdfWriter>
#include <QTextDocument>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int dotsPerInch = 300;
constexpr qreal marginMillimetres = 15;

//! The lowest line of every page: which one it is, and of how many.
void drawFooter(QPainter &painter, const QSizeF &page, const QString &title, int number, int count)
{
    const QString pages = QCoreApplication::translate("receipt", "Page %1 of %2")
                              .arg(QLocale().toString(number), QLocale().toString(count));
    painter.setFont(QFont(u"sans-serif"_s, 8));
    painter.setPen(QColor(0x5c, 0x5c, 0x66));
    const QRectF line(0, page.height() - painter.fontMetrics().height(), page.width(), painter.fontMetrics().height());
    const qreal left = line.width() - painter.fontMetrics().horizontalAdvance(pages + u"    "_s);
    painter.drawText(
        line, Qt::AlignLeft | Qt::AlignBottom, painter.fontMetrics().elidedText(title, Qt::ElideRight, int(left)));
    painter.drawText(line, Qt::AlignRight | Qt::AlignBottom, pages);
}

bool paint(QIODevice &target, const QString &html, const QString &title)
{
    QPdfWriter writer(&target);
    writer.setResolution(dotsPerInch);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(
        QMarginsF(marginMillimetres, marginMillimetres, marginMillimetres, marginMillimetres), QPageLayout::Millimeter);
    writer.setTitle(title);
    writer.setCreator(u"Callsheet"_s);
    QPainter painter;
    if (!painter.begin(&writer))
        return false;
    const QSizeF page = writer.pageLayout().paintRectPixels(dotsPerInch).size();
    const qreal footerHeight = 2.5 * dotsPerInch / 10;
    QTextDocument document;
    document.documentLayout()->setPaintDevice(&writer); // so that its points are those of the paper
    document.setDocumentMargin(0);
    document.setHtml(html);
    const QSizeF body(page.width(), page.height() - footerHeight);
    document.setPageSize(body);
    const int count = document.pageCount();
    for (int number = 1; number <= count; ++number) {
        if (number > 1 && !writer.newPage())
            return false;
        const QRectF part(0, (number - 1) * body.height(), body.width(), body.height());
        painter.save();
        painter.translate(0, -part.top());
        painter.setClipRect(part);
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = part;
        context.palette.setColor(QPalette::Text, QColor(0x1b, 0x1b, 0x1f)); // a dark theme is not for paper
        document.documentLayout()->draw(&painter, context);
        painter.restore();
        drawFooter(painter, page, title, number, count);
    }
    return painter.end();
}

} // namespace

base::Result<void> writeReceiptPdf(const QString &html, const QString &title, const QString &path)
{
    QByteArray bytes;
    QBuffer buffer(&bytes); // the file is written as a whole, and a PDF is a few hundred kilobytes
    buffer.open(QIODevice::WriteOnly);
    if (!paint(buffer, html, title)) {
        return base::Error{base::ErrorKind::Storage,
            QCoreApplication::translate("receipt", "The receipt could not be made as a PDF. Save it as a web page."),
            {}};
    }
    buffer.close();
    return base::writeFileAtomically(path, bytes);
}

} // namespace callsheet::ui
