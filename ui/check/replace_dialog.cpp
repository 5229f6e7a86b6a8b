#include "ui/check/replace_dialog.h"

#include "ui/check/fix_dialog.h"
#include "ui/session/session.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

ReplaceDialog::ReplaceDialog(Session &session, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
{
    setObjectName(u"replaceDialog"_s);
    setWindowTitle(tr("Find and replace"));
    m_find = new QLineEdit(this);
    m_find->setObjectName(u"findText"_s);
    m_text = new QLineEdit(this);
    m_text->setObjectName(u"replaceText"_s);
    m_variable = new QComboBox(this);
    m_variable->setObjectName(u"replaceVariable"_s);
    const check::CheckInput input = session.checkInput();
    for (qsizetype i = 0; i < input.mapping.assignments.size(); ++i) {
        const match::Assignment &assignment = input.mapping.assignments[i];
        const match::Variable &variable = input.variables.variables[i];
        if (assignment.source == match::Source::Column && assignment.isUsed())
            m_variable->addItem(variable.label.isEmpty() ? variable.key : variable.label, variable.key);
    }
    m_summary = new QLabel(this);
    m_summary->setObjectName(u"replaceSummary"_s);
    m_summary->setWordWrap(true);
    m_changes = makeChangeTable(u"replaceChanges"_s, this);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_next = buttons->addButton(tr("Find &next"), QDialogButtonBox::ActionRole);
    m_next->setObjectName(u"findNext"_s);
    m_replace = buttons->addButton(tr("&Replace all"), QDialogButtonBox::ActionRole);
    m_replace->setObjectName(u"replaceAll"_s);
    m_next->setDefault(true);
    auto *form = new QFormLayout;
    form->addRow(tr("&Find:"), m_find);
    form->addRow(tr("Replace &by:"), m_text);
    form->addRow(tr("&In:"), m_variable);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_summary);
    layout->addWidget(m_changes, 1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 78, fontMetrics().height() * 22);
    connect(m_find, &QLineEdit::textChanged, this, &ReplaceDialog::preview);
    connect(m_text, &QLineEdit::textChanged, this, &ReplaceDialog::preview);
    connect(m_variable, &QComboBox::currentIndexChanged, this, &ReplaceDialog::preview);
    connect(&session, &Session::edited, this, &ReplaceDialog::preview);
    connect(&session, &Session::editingChanged, this, &ReplaceDialog::preview);
    connect(&session, &Session::reportChanged, this, &QDialog::reject); // these rows are no longer the ones in view
    connect(m_next, &QPushButton::clicked, this, [this] { Q_EMIT findRequested(m_find->text()); });
    connect(m_replace, &QPushButton::clicked, this, [this] {
        if (m_tried)
            m_session.repair(step(), *m_tried);
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    preview();
}

check::RepairStep ReplaceDialog::step() const
{
    return {{check::RepairKind::Replace, m_find->text(), m_text->text(), 0}, m_variable->currentData().toString(), {}};
}

void ReplaceDialog::preview()
{
    const int generation = ++m_generation;
    m_stop.request_stop(); // the next letter is typed before a million rows are looked at
    m_stop = {};
    m_tried.reset();
    m_replace->setEnabled(false);
    m_next->setEnabled(!m_find->text().isEmpty());
    m_changes->setRowCount(0);
    if (m_find->text().isEmpty()) {
        m_summary->setText(tr("Capital and small letters count when a text is replaced, and do not when it is found."));
        return;
    }
    m_summary->setText(tr("Looking at the rows…"));
    m_session.tryRepair(
        step(), m_stop.get_token(), [dialog = QPointer<ReplaceDialog>(this), generation](const TriedRepair &tried) {
            if (!dialog || dialog->m_generation != generation)
                return;
            const check::RepairEffect &effect = tried.effect;
            const int rows = static_cast<int>(effect.plan.rows.size());
            dialog->m_tried = tried;
            dialog->m_replace->setEnabled(rows > 0);
            showChanges(effect.plan.first, *dialog->m_session.checkInput().table, *dialog->m_changes);
            dialog->m_summary->setText(rows > 0
                    ? tr("%Ln row(s) would change. These are the first:", nullptr, rows) + warningOf(effect)
                    : tr("No row would change."));
        });
}

void ReplaceDialog::showFound(bool found)
{
    if (!found)
        m_summary->setText(
            tr("“%1” is in none of the rows in view, neither as sent nor as in the sheet.").arg(m_find->text()));
}

} // namespace callsheet::ui
