#include "core/check/draft_cells.h"

#include <QDataStream>

namespace callsheet::check {

namespace {

QByteArray bytesOf(const std::string &text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

std::string readText(QDataStream &in)
{
    QByteArray bytes;
    in >> bytes;
    return bytes.toStdString();
}

template <typename Numbers>
void writeNumbers(QDataStream &out, const Numbers &numbers)
{
    out << static_cast<quint64>(numbers.size());
    for (const auto number : numbers)
        out << static_cast<quint64>(number);
}

template <typename Number>
std::vector<Number> readNumbers(QDataStream &in)
{
    quint64 count = 0;
    in >> count;
    std::vector<Number> numbers;
    for (quint64 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        quint64 number = 0;
        in >> number;
        numbers.push_back(static_cast<Number>(number));
    }
    return numbers;
}

} // namespace

void writeCells(QDataStream &out, const Draft &draft)
{
    out << static_cast<quint64>(draft.cells.size());
    for (const DraftCell &cell : draft.cells)
        out << static_cast<quint32>(cell.edit.row) << static_cast<qint32>(cell.edit.column) << bytesOf(cell.before)
            << bytesOf(cell.edit.text);
    writeNumbers(out, draft.skipped);
    writeNumbers(out, draft.sentAnyway);
    writeNumbers(out, draft.calledOnes);
    out << static_cast<quint64>(draft.lookedAt.size());
    for (const auto &[row, record] : draft.lookedAt)
        out << static_cast<quint32>(row) << bytesOf(record);
    writeNumbers(out, draft.doNotCall.numbers());
}

void readCells(QDataStream &in, Draft &draft)
{
    quint64 count = 0;
    in >> count;
    for (quint64 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        quint32 row = 0;
        qint32 column = 0;
        in >> row >> column;
        DraftCell cell;
        cell.before = readText(in);
        cell.edit = {row, column, readText(in)};
        draft.cells.push_back(std::move(cell));
    }
    draft.skipped = readNumbers<sheet::RowIndex>(in);
    draft.sentAnyway = readNumbers<sheet::RowIndex>(in);
    draft.calledOnes = readNumbers<sheet::RowIndex>(in);
    in >> count;
    for (quint64 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        quint32 row = 0;
        in >> row;
        draft.lookedAt[row] = readText(in);
    }
    draft.doNotCall = NumberSet(readNumbers<std::uint64_t>(in));
}

void putEdits(const Edits &edits, const sheet::Table &source, Draft &draft)
{
    draft.cells.clear();
    sheet::RowCells cells; // one for all: there may be a million edits
    for (CellEdit &edit : edits.allCells()) {
        source.readRow(edit.row, cells);
        std::string before(cells[static_cast<std::size_t>(edit.column)]);
        draft.cells.push_back({std::move(edit), std::move(before)});
    }
    draft.skipped = edits.rowsWith(RowMark::Skip);
    draft.sentAnyway = edits.rowsWith(RowMark::SendAnyway);
    draft.calledOnes = edits.rowsWith(RowMark::CallThisOne);
}

Edits editsOf(const Draft &draft, const sheet::Table &source, std::size_t *lost)
{
    Edits edits;
    *lost = 0;
    const auto columns = static_cast<int>(source.header().size());
    sheet::RowCells cells;
    for (const DraftCell &cell : draft.cells) {
        const bool isThere = cell.edit.row < source.rowCount() && cell.edit.column >= 0 && cell.edit.column < columns;
        if (isThere)
            source.readRow(cell.edit.row, cells);
        if (isThere && cells[static_cast<std::size_t>(cell.edit.column)] == cell.before)
            edits.setCell(cell.edit.row, cell.edit.column, cell.edit.text);
        else
            ++*lost;
    }
    const auto mark = [&](const std::vector<sheet::RowIndex> &rows, RowMark what) {
        for (const sheet::RowIndex row : rows) {
            if (row < source.rowCount())
                edits.setMark(row, what, true);
            else
                ++*lost;
        }
    };
    mark(draft.skipped, RowMark::Skip);
    mark(draft.sentAnyway, RowMark::SendAnyway);
    mark(draft.calledOnes, RowMark::CallThisOne);
    return edits;
}

} // namespace callsheet::check
