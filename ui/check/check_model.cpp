#include "ui/check/check_model.h"

#include "core/check/describe.h"
#include "ui/common/icons.h"
#include "ui/common/table_setup.h"

#include <QFont>
#include <QGuiApplication>

#include <algorithm>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowsKept = 400;

QString toText(std::string_view text)
{
    return oneLine(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
}

} // namespace

CheckModel::CheckModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_cache(rowsKept)
{
}

void CheckModel::setReport(const check::CheckInput &input, std::shared_ptr<const check::Report> report, bool whole)
{
    beginResetModel();
    m_isWhole = whole;
    m_input = input;
    m_report = std::move(report);
    m_visible.clear();
    m_cache.clear();
    m_cells.clear();
    m_shown.clear();
    for (qsizetype i = 0; i < m_input.mapping.assignments.size(); ++i) {
        if (m_input.mapping.assignments[i].isUsed())
            m_shown.push_back(static_cast<int>(i));
    }
    m_sources = check::valueSources(m_input.variables, m_input.mapping);
    endResetModel();
}

void CheckModel::showEdited(const check::CheckInput &input, std::shared_ptr<const check::Report> report)
{
    m_input = input;
    m_report = std::move(report);
    m_cache.clear();
    m_cells.clear();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void CheckModel::setShowsSource(bool on, std::shared_ptr<const sheet::Table> source)
{
    m_source = on ? std::move(source) : nullptr;
    m_cache.clear();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int CheckModel::columnToEdit(int row) const
{
    const RowTexts &rowTexts = texts(tableRow(row));
    int found = -1;
    int worst = -1;
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        const int column = static_cast<int>(Column::FirstVariable) + static_cast<int>(i);
        if (rowTexts.severity[i] > worst && (flags(index(row, column)) & Qt::ItemIsEditable)) {
            worst = rowTexts.severity[i];
            found = column;
        }
    }
    return found;
}

int CheckModel::columnOf(int variable) const
{
    const auto at = std::find(m_shown.begin(), m_shown.end(), variable);
    return at != m_shown.end() ? static_cast<int>(Column::FirstVariable) + static_cast<int>(at - m_shown.begin()) : -1;
}

int CheckModel::variableAt(int column) const
{
    return m_shown[static_cast<std::size_t>(column - static_cast<int>(Column::FirstVariable))];
}

const match::Assignment &CheckModel::assignmentAt(int column) const
{
    return m_input.mapping.assignments[variableAt(column)];
}

bool CheckModel::isCell(const QModelIndex &index) const
{
    return m_isWhole && index.isValid() && index.column() >= static_cast<int>(Column::FirstVariable)
        && assignmentAt(index.column()).source == match::Source::Column;
}

Qt::ItemFlags CheckModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags plain = QAbstractTableModel::flags(index);
    return isCell(index) && !m_isLocked ? plain | Qt::ItemIsEditable : plain;
}

bool CheckModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !isCell(index) || value == index.data(Qt::EditRole))
        return false;
    Q_EMIT editWanted(tableRow(index.row()), variableAt(index.column()), value.toString());
    return true;
}

void CheckModel::setVisibleRows(std::vector<sheet::RowIndex> rows)
{
    beginResetModel();
    m_visible = m_report ? std::move(rows) : std::vector<sheet::RowIndex>();
    endResetModel();
}

void CheckModel::setSkipped(const std::vector<sheet::RowIndex> &skipped)
{
    m_skipped = skipped;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

int CheckModel::placeOf(sheet::RowIndex row) const
{
    const auto place = std::lower_bound(m_visible.begin(), m_visible.end(), row);
    return place != m_visible.end() && *place == row ? static_cast<int>(place - m_visible.begin()) : -1;
}

bool CheckModel::isSkipped(sheet::RowIndex row) const
{
    return std::binary_search(m_skipped.begin(), m_skipped.end(), row);
}

int CheckModel::nextProblem(int row, bool backwards) const
{
    const int step = backwards ? -1 : 1;
    for (int at = row; at >= 0 && at < rowCount(); at += step) {
        if (m_report->states[tableRow(at)] != check::RowState::Ready && !isSkipped(tableRow(at)))
            return at;
    }
    return -1;
}

int CheckModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_visible.size());
}

int CheckModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_report ? 0
                                         : static_cast<int>(Column::FirstVariable) + static_cast<int>(m_shown.size());
}

const CheckModel::RowTexts &CheckModel::texts(sheet::RowIndex row) const
{
    if (const RowTexts *known = m_cache.object(row))
        return *known;
    auto made = std::make_unique<RowTexts>();
    const auto shown = m_shown.size();
    made->severity.assign(shown, 0);
    made->values.resize(static_cast<qsizetype>(shown));
    made->notes.resize(static_cast<qsizetype>(shown));

    const auto [first, last] = m_report->problemsOf(row);
    QStringList sentences;
    for (std::size_t i = first; i < last; ++i) {
        const check::Problem &problem = m_report->problems[i];
        const QString message = check::describe(problem, m_input).message;
        sentences.append(message);
        const auto at = std::find(m_shown.begin(), m_shown.end(), int(problem.variable));
        if (at == m_shown.end())
            continue;
        const auto position = static_cast<std::size_t>(at - m_shown.begin());
        made->severity[position]
            = std::max(made->severity[position], problem.severity == check::Severity::Error ? 2 : 1);
        made->notes[static_cast<qsizetype>(position)] = message;
    }
    const auto [firstNote, lastNote] = m_report->notesOf(row);
    for (std::size_t i = firstNote; i < lastNote; ++i)
        sentences.append(check::describe(m_report->notes[i], m_input).message);
    made->problems = oneLine(sentences.join(u' '));

    addValues(row, *made);
    const RowTexts *kept = made.get();
    m_cache.insert(row, made.release());
    return *kept;
}

void CheckModel::addValues(sheet::RowIndex row, RowTexts &texts) const
{
    m_input.table->readRow(row, m_cells);
    for (const int variable : m_shown) {
        const int column = m_sources[static_cast<std::size_t>(variable)].columnOf(m_cells);
        texts.columns.push_back(column);
        texts.edited.push_back(column >= 0 && m_input.edits.cell(row, column));
    }
    if (!m_source) {
        check::makeRecord(m_input, m_sources, *m_report, row, m_cells, m_fields);
        std::vector<bool> isMade(m_shown.size(), false);
        for (const check::Field &field : m_fields) {
            const auto at = std::find(m_shown.begin(), m_shown.end(), field.variable);
            if (at == m_shown.end())
                continue;
            const auto position = static_cast<std::size_t>(at - m_shown.begin());
            texts.values[static_cast<qsizetype>(position)] = toText(field.text);
            isMade[position] = true;
        }
        // What has a problem is shown as it stands in the sheet, so that it can be mended there; what is left out
        // without one, as by a clean-up, is shown as what it is: nothing.
        for (std::size_t i = 0; i < m_shown.size(); ++i) {
            if (!isMade[i] && texts.severity[i] > 0 && texts.columns[i] >= 0)
                texts.values[static_cast<qsizetype>(i)] = toText(m_cells[static_cast<std::size_t>(texts.columns[i])]);
        }
        return;
    }
    m_source->readRow(row, m_cells);
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        const int column = m_sources[static_cast<std::size_t>(m_shown[i])].columnOf(m_cells);
        texts.values[static_cast<qsizetype>(i)] = column >= 0 ? toText(m_cells[static_cast<std::size_t>(column)])
                                                              : m_input.mapping.assignments[m_shown[i]].fixedValue;
    }
}

QString CheckModel::stateText(sheet::RowIndex row) const
{
    return isSkipped(row) ? check::skippedName() : check::stateName(m_report->states[row]);
}

QVariant CheckModel::stateData(sheet::RowIndex row, int role) const
{
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return stateText(row);
    if (role == Qt::AccessibleTextRole)
        return tr("Row %1, %2. %3")
            .arg(QString::number(m_input.table->sheetRow(row)), stateText(row), texts(row).problems);
    if (role != Qt::DecorationRole)
        return {};
    if (isSkipped(row))
        return icon(Glyph::Skipped, Tone::Quiet);
    switch (m_report->states[row]) {
    case check::RowState::Ready:
        return icon(Glyph::Done, Tone::Good);
    case check::RowState::Warning:
        return icon(Glyph::Warning, Tone::Caution);
    case check::RowState::Error:
        return icon(Glyph::Error, Tone::Bad);
    case check::RowState::Duplicate:
        return icon(Glyph::Duplicate, Tone::Bad);
    }
    return {};
}

QVariant CheckModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_report)
        return {};
    const sheet::RowIndex row = tableRow(index.row());
    if (index.column() == static_cast<int>(Column::State)) {
        return stateData(row, role);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole
        && role != Qt::BackgroundRole && role != Qt::EditRole && role != Qt::FontRole)
        return {};
    const RowTexts &rowTexts = texts(row);
    if (index.column() == static_cast<int>(Column::Problem))
        return role == Qt::BackgroundRole || role == Qt::FontRole
                || (role == Qt::ToolTipRole && rowTexts.problems.isEmpty())
            ? QVariant()
            : QVariant(rowTexts.problems);
    const int variable = index.column() - static_cast<int>(Column::FirstVariable);
    const auto place = static_cast<std::size_t>(variable);
    const int severity = rowTexts.severity[place];
    if (role == Qt::EditRole) {
        const int column = rowTexts.columns[place];
        return column >= 0 ? m_input.table->text(row, column) : assignmentAt(index.column()).fixedValue;
    }
    if (role == Qt::FontRole) {
        QFont bold = QGuiApplication::font();
        bold.setBold(true);
        return rowTexts.edited[place] ? QVariant(bold) : QVariant();
    }
    if (role == Qt::BackgroundRole) {
        if (severity == 0)
            return {};
        return toneTint(severity == 2 ? Tone::Bad : Tone::Caution, QGuiApplication::palette());
    }
    if (role == Qt::ToolTipRole) {
        QStringList lines = {rowTexts.values[variable]};
        if (!rowTexts.notes[variable].isEmpty())
            lines.append(rowTexts.notes[variable]);
        if (rowTexts.edited[place])
            lines.append(tr("Edited by you"));
        return lines.join(u'\n');
    }
    return rowTexts.values[variable];
}

QVariant CheckModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (!m_report || section < 0)
        return {};
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole && section < rowCount()
            ? QVariant(QString::number(m_input.table->sheetRow(tableRow(section))))
            : QVariant();
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    if (section == static_cast<int>(Column::State))
        return tr("State");
    if (section == static_cast<int>(Column::Problem))
        return tr("Problem");
    const auto variable = static_cast<std::size_t>(section - static_cast<int>(Column::FirstVariable));
    if (variable >= m_shown.size())
        return {};
    const match::Variable &shown = m_input.variables.variables[m_shown[variable]];
    return role == Qt::ToolTipRole ? tr("Sent as “%1”").arg(shown.key) : shown.label;
}

} // namespace callsheet::ui
