#include "ui/check/corrections_dialog.h"

#include "ui/check/fix_dialog.h"
#include "ui/common/numbers.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostChangesShown = 1000;

} // namespace

CorrectionsDialog::CorrectionsDialog(
    const QString &fileName, const check::Corrections &corrections, const sheet::Table &table, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"correctionsDialog"_s);
    setWindowTitle(tr("Take over corrected rows"));
    const QString rows = tr("%Ln row(s)", nullptr, static_cast<int>(corrections.rows));
    const QString cells = tr("%Ln cell(s)", nullptr, static_cast<int>(corrections.changes.size()));
    //: %1 is a file name, %2 is "12 cells", %3 is "9 rows"
    QString text = corrections.changes.empty()
        ? tr("“%1” holds rows of this sheet, and none of them was changed.").arg(fileName)
        : tr("“%1” changes %2 in %3. They are checked again when you take them over.").arg(fileName, cells, rows);
    if (corrections.unknownRows > 0)
        text += u' '
            + tr("%Ln row(s) of it are none of this sheet, or stand there twice, and are left out.", nullptr,
                static_cast<int>(corrections.unknownRows));
    if (corrections.changes.size() > mostChangesShown)
        text += u' ' + tr("The first %1 are shown.").arg(number(mostChangesShown));
    auto *summary = new QLabel(text, this);
    summary->setObjectName(u"correctionsSummary"_s);
    summary->setTextFormat(Qt::PlainText);
    summary->setWordWrap(true);
    QTableWidget *changes = makeChangeTable(u"corrections"_s, this);
    const auto shown = static_cast<std::ptrdiff_t>(std::min(corrections.changes.size(), mostChangesShown));
    showChanges({corrections.changes.begin(), corrections.changes.begin() + shown}, table, *changes);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("&Take over"));
    buttons->button(QDialogButtonBox::Ok)->setEnabled(!corrections.changes.empty());
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(summary);
    layout->addWidget(changes, 1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 84, fontMetrics().height() * 24);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace callsheet::ui
