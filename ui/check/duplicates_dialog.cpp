#include "ui/check/duplicates_dialog.h"

#include "core/check/record_maker.h"
#include "ui/common/icons.h"
#include "ui/common/numbers.h"
#include "ui/common/table_setup.h"
#include "ui/common/theme.h"
#include "ui/session/session.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

// Nobody compares more rows than these; the others of the number are left out like them.
constexpr std::size_t mostRowsCompared = 50;

bool holds(const check::SameNumber &number, sheet::RowIndex row)
{
    return std::binary_search(number.rows.begin(), number.rows.end(), row);
}

} // namespace

DuplicatesDialog::DuplicatesDialog(Session &session, std::optional<sheet::RowIndex> row, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
{
    setObjectName(u"duplicatesDialog"_s);
    setWindowTitle(tr("One number, different data"));
    m_heading = new QLabel(this);
    m_heading->setObjectName(u"duplicatesHeading"_s);
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setWordWrap(true);
    m_rows = new QTableWidget(this);
    setUpTable(*m_rows, u"sameNumber"_s, tr("Rows with this number, side by side"));
    m_rows->setSelectionBehavior(QAbstractItemView::SelectColumns);
    m_rows->setSelectionMode(QAbstractItemView::SingleSelection);
    m_rows->horizontalHeader()->setSectionsClickable(true);
    m_rows->horizontalHeader()->setDefaultSectionSize(fontMetrics().averageCharWidth() * 28);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_previous = buttons->addButton(tr("&Previous number"), QDialogButtonBox::ActionRole);
    m_previous->setObjectName(u"previousNumber"_s);
    m_next = buttons->addButton(tr("&Next number"), QDialogButtonBox::ActionRole);
    m_next->setObjectName(u"nextNumber"_s);
    m_call = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    m_call->setObjectName(u"callChosen"_s);
    m_call->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_heading);
    layout->addWidget(m_rows, 1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 96, fontMetrics().height() * 24);
    connect(m_previous, &QPushButton::clicked, this, [this] { showNumber(m_place - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] { showNumber(m_place + 1); });
    connect(m_call, &QPushButton::clicked, this, &DuplicatesDialog::callChosen);
    connect(m_rows, &QTableWidget::itemSelectionChanged, this, [this] {
        const int column = m_rows->currentColumn();
        if (column < 0 || m_place >= m_numbers.size())
            return;
        const check::SameNumber &number = m_numbers[m_place];
        const sheet::RowIndex chosen = number.rows[static_cast<std::size_t>(column)];
        m_call->setText(tr("&Call row %1").arg(QString::number(m_session.source()->sheetRow(chosen))));
        m_call->setEnabled(chosen != number.called && !m_session.isEditing());
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&session, &Session::edited, this, [this] {
        findNumbers();
        if (m_numbers.empty())
            reject();
        else
            showNumber(std::min(m_place, m_numbers.size() - 1));
    });
    connect(&session, &Session::reportChanged, this, &QDialog::reject); // other rows
    findNumbers();
    const auto asked = std::find_if(m_numbers.begin(), m_numbers.end(),
        [&row](const check::SameNumber &number) { return row && holds(number, *row); });
    showNumber(asked != m_numbers.end() ? static_cast<std::size_t>(asked - m_numbers.begin()) : 0);
    m_rows->setFocus();
}

void DuplicatesDialog::findNumbers()
{
    m_numbers = check::numbersToChoose(*m_session.report());
}

void DuplicatesDialog::showNumber(std::size_t place)
{
    if (place >= m_numbers.size())
        return;
    m_place = place;
    const check::SameNumber &shown = m_numbers[place];
    const QString phone = u'+' + QString::number(m_session.report()->phones[shown.called]);
    const QString rows = tr("%Ln row(s)", nullptr, static_cast<int>(shown.rows.size()));
    //: %1 is "2 rows", %2 a phone number, %3 and %4 say which of the numbers it is
    QString text
        = tr("%1 have the number %2 and would not be sent the same (number %3 of %4). One of them is called; the "
             "others are left out. What differs is marked.")
              .arg(rows, isolated(phone), number(static_cast<qint64>(place) + 1),
                  number(static_cast<qint64>(m_numbers.size())));
    if (shown.rows.size() > mostRowsCompared)
        text += u' ' + tr("The first %1 are shown.").arg(number(mostRowsCompared));
    m_heading->setText(text);
    m_previous->setEnabled(place > 0);
    m_next->setEnabled(place + 1 < m_numbers.size());
    fillTable(shown);
}

void DuplicatesDialog::fillTable(const check::SameNumber &number)
{
    const check::CheckInput input = m_session.checkInput();
    const std::vector<check::ValueSource> sources = check::valueSources(input.variables, input.mapping);
    QStringList labels;
    std::vector<int> lines(sources.size(), -1); // of each variable
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (!sources[i].isUsed())
            continue;
        const match::Variable &variable = input.variables.variables[static_cast<int>(i)];
        lines[i] = static_cast<int>(labels.size());
        labels.append(oneLine(variable.label.isEmpty() ? variable.key : variable.label));
    }
    const int columns = static_cast<int>(std::min(number.rows.size(), mostRowsCompared));
    m_rows->clear();
    m_rows->setRowCount(static_cast<int>(labels.size()));
    m_rows->setColumnCount(columns);
    m_rows->setVerticalHeaderLabels(labels);
    sheet::RowCells cells;
    std::vector<check::Field> fields;
    for (int column = 0; column < columns; ++column) {
        const sheet::RowIndex row = number.rows[static_cast<std::size_t>(column)];
        const QString name = tr("Row %1").arg(QString::number(input.table->sheetRow(row)));
        auto *heading = row == number.called
            ? new QTableWidgetItem(icon(Glyph::Done, Tone::Good), tr("%1: is called").arg(name))
            : new QTableWidgetItem(icon(Glyph::Duplicate, Tone::Bad), tr("%1: left out").arg(name));
        m_rows->setHorizontalHeaderItem(column, heading);
        for (int line = 0; line < m_rows->rowCount(); ++line)
            m_rows->setItem(line, column, new QTableWidgetItem);
        check::makeRecord(input, sources, *m_session.report(), row, cells, fields);
        for (const check::Field &field : fields) {
            QTableWidgetItem *item = m_rows->item(lines[static_cast<std::size_t>(field.variable)], column);
            item->setText(oneLine(QString::fromStdString(field.text)));
            item->setToolTip(item->text());
        }
    }
    for (int line = 0; line < m_rows->rowCount(); ++line) {
        const auto differs
            = [&](int column) { return m_rows->item(line, column)->text() != m_rows->item(line, 0)->text(); };
        bool any = false;
        for (int column = 1; column < columns; ++column)
            any = any || differs(column);
        if (!any)
            continue;
        QFont bold = font();
        bold.setBold(true);
        for (int column = 0; column < columns; ++column) {
            m_rows->item(line, column)->setBackground(toneTint(Tone::Caution, palette()));
            m_rows->item(line, column)->setFont(bold);
            m_rows->item(line, column)->setData(Qt::AccessibleDescriptionRole, tr("differs"));
        }
    }
    const auto called = std::find(number.rows.begin(), number.rows.end(), number.called);
    m_rows->setCurrentCell(0, -1);
    m_rows->setCurrentCell(0, std::min(static_cast<int>(called - number.rows.begin()), columns - 1));
}

void DuplicatesDialog::callChosen()
{
    if (m_place >= m_numbers.size() || m_rows->currentColumn() < 0)
        return;
    const sheet::RowIndex chosen = m_numbers[m_place].rows[static_cast<std::size_t>(m_rows->currentColumn())];
    m_session.setMark({chosen}, check::RowMark::CallThisOne, true);
}

} // namespace callsheet::ui
