// write_plans FILE: writes the workbooks that FILE plans, one JSON object a line, with libxlsxwriter (see writers.py).
#include <QByteArray>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <xlsxwriter.h>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

struct Book {
    lxw_workbook *workbook = nullptr;
    QHash<QString, lxw_format *> formats;

    lxw_format *format(const QJsonValue &code)
    {
        if (!code.isString())
            return nullptr;
        lxw_format *&known = formats[code.toString()];
        if (known == nullptr) {
            known = workbook_add_format(workbook);
            format_set_num_format(known, code.toString().toUtf8().constData());
        }
        return known;
    }
};

lxw_error writeRich(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const QJsonArray &texts, Book &book)
{
    lxw_format *bold = workbook_add_format(book.workbook);
    format_set_bold(bold);
    QByteArray first = texts[0].toString().toUtf8();
    QByteArray second = texts[1].toString().toUtf8();
    lxw_rich_string_tuple plainRun = {nullptr, first.data()};
    lxw_rich_string_tuple boldRun = {bold, second.data()};
    lxw_rich_string_tuple *runs[] = {&plainRun, &boldRun, nullptr};
    return worksheet_write_rich_string(sheet, row, column, runs, nullptr);
}

lxw_error writeFormula(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const QJsonObject &cell)
{
    const QByteArray formula = cell[u"value"_s].toString().toUtf8();
    const QJsonValue result = cell[u"result"_s];
    if (result.isDouble())
        return worksheet_write_formula_num(sheet, row, column, formula.constData(), nullptr, result.toDouble());
    const QString text = result.isBool() ? (result.toBool() ? u"TRUE"_s : u"FALSE"_s) : result.toString();
    return worksheet_write_formula_str(sheet, row, column, formula.constData(), nullptr, text.toUtf8().constData());
}

lxw_error writeCell(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const QJsonObject &cell, Book &book)
{
    const QString kind = cell[u"kind"_s].toString();
    const QJsonValue value = cell[u"value"_s];
    lxw_format *format = book.format(cell[u"format"_s]);
    if (kind == "rich"_L1)
        return writeRich(sheet, row, column, value.toArray(), book);
    if (kind == "formula"_L1)
        return writeFormula(sheet, row, column, cell);
    if (value.isBool())
        return worksheet_write_boolean(sheet, row, column, value.toBool(), format);
    if (value.isDouble())
        return worksheet_write_number(sheet, row, column, value.toDouble(), format);
    return worksheet_write_string(sheet, row, column, value.toString().toUtf8().constData(), format);
}

bool writeBook(const QJsonObject &plan)
{
    lxw_workbook_options options = {};
    options.constant_memory = plan[u"inline"_s].toBool();
    Book book{workbook_new_opt(plan[u"path"_s].toString().toLocal8Bit().constData(), &options), {}};
    lxw_worksheet *sheet = workbook_add_worksheet(book.workbook, "Contacts");
    bool written = true;
    for (const QJsonValue &column : plan[u"hiddenColumns"_s].toArray()) {
        lxw_row_col_options hidden = {};
        hidden.hidden = LXW_TRUE;
        const auto number = static_cast<lxw_col_t>(column.toInt());
        worksheet_set_column_opt(sheet, number, number, LXW_DEF_COL_WIDTH, nullptr, &hidden);
    }
    const QJsonArray rows = plan[u"rows"_s].toArray();
    const QJsonArray hiddenRows = plan[u"hiddenRows"_s].toArray();
    for (int row = 0; row < rows.size(); ++row) {
        if (hiddenRows.contains(row + 1)) {
            lxw_row_col_options hidden = {};
            hidden.hidden = LXW_TRUE;
            worksheet_set_row_opt(sheet, static_cast<lxw_row_t>(row), LXW_DEF_ROW_HEIGHT, nullptr, &hidden);
        }
        const QJsonArray cells = rows[row].toArray();
        for (int column = 0; column < cells.size(); ++column) {
            if (!cells[column].isNull()) {
                written &= writeCell(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                               cells[column].toObject(), book)
                    == LXW_NO_ERROR;
            }
        }
    }
    if (plan[u"otherSheet"_s].toBool())
        worksheet_write_string(workbook_add_worksheet(book.workbook, "Other"), 0, 0, "not this one", nullptr);
    return workbook_close(book.workbook) == LXW_NO_ERROR && written;
}

} // namespace

int main(int argc, char **argv)
{
    QFile plans(argc == 2 ? QString::fromLocal8Bit(argv[1]) : QString());
    if (!plans.open(QIODevice::ReadOnly)) {
        std::fputs("write_plans FILE\n", stderr);
        return 2;
    }
    while (!plans.atEnd()) {
        const QJsonObject plan = QJsonDocument::fromJson(plans.readLine()).object();
        if (!writeBook(plan)) {
            std::fprintf(stderr, "%s cannot be written\n", qPrintable(plan[u"path"_s].toString()));
            return 1;
        }
    }
    return 0;
}
