#include "ui/check/fix_dialog.h"

#include "core/check/damage.h"
#include "ui/common/numbers.h"
#include "ui/common/table_setup.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

QTableWidget *makeChangeTable(const QString &objectName, QWidget *parent)
{
    auto *table = new QTableWidget(0, 3, parent);
    setUpTable(*table, objectName, FixDialog::tr("The first changes"));
    table->setHorizontalHeaderLabels({FixDialog::tr("Cell"), FixDialog::tr("Now"), FixDialog::tr("Then")});
    table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    table->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    table->verticalHeader()->hide();
    return table;
}

void showChanges(const std::vector<check::CellChange> &changes, const sheet::Table &table, QTableWidget &view)
{
    view.setRowCount(static_cast<int>(changes.size()));
    int line = 0;
    for (const check::CellChange &change : changes) {
        view.setItem(line, 0, new QTableWidgetItem(check::cellAddress(table, change.row, change.column)));
        view.setItem(line, 1, new QTableWidgetItem(oneLine(QString::fromStdString(change.before))));
        view.setItem(line, 2, new QTableWidgetItem(oneLine(QString::fromStdString(change.after))));
        ++line;
    }
    if (line > 0)
        view.setCurrentCell(0, 0);
}

QString warningOf(const check::RepairEffect &effect)
{
    return effect.noLongerSent == 0 ? QString()
                                    : u' '
            + FixDialog::tr("%Ln row(s) that can be sent now could not be sent any more.", nullptr,
                static_cast<int>(effect.noLongerSent));
}

FixDialog::FixDialog(
    const QString &title, std::vector<Fix> fixes, const check::CheckInput &input, Try tryIt, QWidget *parent)
    : QDialog(parent)
    , m_fixes(std::move(fixes))
    , m_input(input)
    , m_try(std::move(tryIt))
{
    setObjectName(u"fixDialog"_s);
    setWindowTitle(tr("Fix all: %1").arg(title));
    m_choice = new QComboBox(this);
    m_choice->setObjectName(u"fixChoice"_s);
    for (const Fix &fix : m_fixes)
        m_choice->addItem(fix.text);
    m_text = new QLineEdit(this);
    m_text->setObjectName(u"fixText"_s);
    m_summary = new QLabel(this);
    m_summary->setObjectName(u"fixSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_changes = makeChangeTable(u"fixChanges"_s, this);
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("&Apply"));
    auto *form = new QFormLayout;
    form->addRow(tr("&What to do:"), m_choice);
    form->addRow(tr("&Text:"), m_text);
    m_textLabel = qobject_cast<QLabel *>(form->labelForField(m_text));
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_summary);
    layout->addWidget(m_changes, 1);
    layout->addWidget(m_buttons);
    resize(fontMetrics().averageCharWidth() * 78, fontMetrics().height() * 22);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &FixDialog::preview);
    connect(m_text, &QLineEdit::textChanged, this, &FixDialog::preview);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    preview();
}

Fix FixDialog::fix() const
{
    Fix chosen = m_fixes[static_cast<std::size_t>(m_choice->currentIndex())];
    if (chosen.step && chosen.asksForText)
        chosen.step->repair.text = m_text->text();
    return chosen;
}

void FixDialog::preview()
{
    const int generation = ++m_generation;
    m_stop.request_stop();
    m_stop = {};
    const Fix chosen = fix();
    m_tried.reset();
    m_text->setVisible(chosen.asksForText);
    m_textLabel->setVisible(chosen.asksForText);
    m_changes->setVisible(chosen.step.has_value());
    m_changes->setRowCount(0);
    QPushButton *apply = m_buttons->button(QDialogButtonBox::Ok);
    if (!chosen.step) {
        m_summary->setText(chosen.remark);
        apply->setEnabled(true);
        return;
    }
    apply->setEnabled(false);
    m_summary->setText(tr("Looking at the rows…"));
    m_try(*chosen.step, m_stop.get_token(), [dialog = QPointer<FixDialog>(this), generation](const TriedRepair &tried) {
        if (!dialog || dialog->m_generation != generation)
            return;
        dialog->m_tried = tried;
        dialog->showEffect(tried.effect);
    });
}

void FixDialog::showEffect(const check::RepairEffect &effect)
{
    const int rows = static_cast<int>(effect.plan.rows.size());
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(rows > 0);
    showChanges(effect.plan.first, *m_input.table, *m_changes);
    if (rows == 0) {
        m_summary->setText(fix().asksForText && m_text->text().isEmpty()
                ? tr("Write the text that the blank cells get.")
                : tr("There is nothing that this could mend for certain."));
        return;
    }
    const QString changed = tr("%Ln row(s) would change", nullptr, rows);
    const QString ready = tr("%Ln row(s) would become ready", nullptr, static_cast<int>(effect.madeReady));
    //: %1 is "312 rows would change", %2 is "309 rows would become ready"
    m_summary->setText(tr("%1, and %2. These are the first:").arg(changed, ready) + warningOf(effect));
}

} // namespace callsheet::ui
