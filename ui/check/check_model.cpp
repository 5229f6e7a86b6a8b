#include "ui/check/check_model.h"

#include "core/check/describe.h"
#include "ui/common/icons.h"
#include "ui/common/table_setup.h"

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

void CheckModel::setReport(const check::CheckInput &input, std::shared_ptr<const check::Report> report)
{
    beginResetModel();
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
    endResetModel();
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

bool CheckModel::isSkipped(sheet::RowIndex row) const
{
    return std::binary_search(m_skipped.begin(), m_skipped.end(), row);
}

int CheckModel::nextProblem(int row, bool backwards) const
{
    const int step = backwards ? -1 : 1;
    for (int at = row; at >= 0 && at < rowCount(); at += step) {
        if (m_report->states[tableRow(at)] != check::RowState::Ready)
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
    made->problems = oneLine(sentences.join(u' '));

    check::makeRecord(m_input, *m_report, row, m_cells, m_fields);
    std::vector<bool> isMade(shown, false);
    for (const check::Field &field : m_fields) {
        const auto at = std::find(m_shown.begin(), m_shown.end(), field.variable);
        if (at == m_shown.end())
            continue;
        const auto position = static_cast<std::size_t>(at - m_shown.begin());
        made->values[static_cast<qsizetype>(position)] = toText(field.text);
        isMade[position] = true;
    }
    // What cannot be sent is shown as it stands in the sheet, so that it can be mended there.
    m_input.table->readRow(row, m_cells);
    for (std::size_t i = 0; i < shown; ++i) {
        const match::Assignment &assignment = m_input.mapping.assignments[m_shown[i]];
        if (!isMade[i] && assignment.source == match::Source::Column)
            made->values[static_cast<qsizetype>(i)] = toText(m_cells[static_cast<std::size_t>(assignment.column)]);
    }
    const RowTexts *kept = made.get();
    m_cache.insert(row, made.release());
    return *kept;
}

QString CheckModel::stateText(sheet::RowIndex row) const
{
    return isSkipped(row) ? tr("Skipped by you") : check::stateName(m_report->states[row]);
}

QVariant CheckModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_report)
        return {};
    const sheet::RowIndex row = tableRow(index.row());
    const check::RowState state = m_report->states[row];
    if (index.column() == static_cast<int>(Column::State)) {
        if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
            return stateText(row);
        if (role == Qt::AccessibleTextRole)
            return tr("Row %1, %2. %3")
                .arg(QString::number(m_input.table->sheetRow(row)), stateText(row), texts(row).problems);
        if (role != Qt::DecorationRole)
            return {};
        if (isSkipped(row))
            return icon(Glyph::Skipped, Tone::Quiet);
        switch (state) {
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
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole
        && role != Qt::BackgroundRole)
        return {};
    const RowTexts &rowTexts = texts(row);
    if (index.column() == static_cast<int>(Column::Problem))
        return role == Qt::BackgroundRole || (role == Qt::ToolTipRole && rowTexts.problems.isEmpty())
            ? QVariant()
            : QVariant(rowTexts.problems);
    const int variable = index.column() - static_cast<int>(Column::FirstVariable);
    const int severity = rowTexts.severity[static_cast<std::size_t>(variable)];
    if (role == Qt::BackgroundRole) {
        if (severity == 0)
            return {};
        return toneTint(severity == 2 ? Tone::Bad : Tone::Caution, QGuiApplication::palette());
    }
    if (role == Qt::ToolTipRole && severity > 0)
        return u"%1\n%2"_s.arg(rowTexts.values[variable], rowTexts.notes[variable]);
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
