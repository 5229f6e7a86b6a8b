#include "ui/check/spot_check_dialog.h"

#include "core/check/spot_check.h"
#include "ui/common/numbers.h"
#include "ui/common/table_setup.h"
#include "ui/session/session.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t rowsPerSample = 20;

} // namespace

SpotCheckDialog::SpotCheckDialog(Session &session, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_input(session.checkInput())
    , m_report(session.report())
{
    setObjectName(u"spotCheckDialog"_s);
    setWindowTitle(tr("Spot check"));
    const std::vector<sheet::RowIndex> sent = m_report->rowsToSend();
    std::set_difference(
        sent.begin(), sent.end(), session.skipped().begin(), session.skipped().end(), std::back_inserter(m_rowsToSend));
    m_heading = new QLabel(this);
    m_heading->setWordWrap(true);
    m_list = new QListWidget(this);
    m_list->setObjectName(u"spotRows"_s);
    m_list->setAccessibleName(tr("Rows by chance; tick those that you have looked at"));
    m_record = new QPlainTextEdit(this);
    m_record->setObjectName(u"spotRecord"_s);
    m_record->setReadOnly(true);
    m_record->setTabChangesFocus(true);
    m_record->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *label = new QLabel(tr("The &record exactly as it will be sent:"), this);
    label->setBuddy(m_record);
    m_count = new QLabel(this);
    m_count->setObjectName(u"spotCount"_s);
    auto *looked = new QPushButton(tr("&Looks right, next"), this);
    looked->setObjectName(u"spotNext"_s);
    auto *others = new QPushButton(tr("&Other rows"), this);
    others->setObjectName(u"spotOthers"_s);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(others, QDialogButtonBox::ActionRole);
    buttons->addButton(looked, QDialogButtonBox::ActionRole);
    auto *right = new QVBoxLayout;
    right->addWidget(label);
    right->addWidget(m_record, 1);
    auto *middle = new QHBoxLayout;
    middle->addWidget(m_list, 1);
    middle->addLayout(right, 2);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_heading);
    layout->addLayout(middle, 1);
    layout->addWidget(m_count);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 100, fontMetrics().height() * 26);
    looked->setDefault(true);
    connect(m_list, &QListWidget::currentRowChanged, this, &SpotCheckDialog::showRow);
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        m_session.setLookedAt(m_rows[static_cast<std::size_t>(m_list->row(item))], item->checkState() == Qt::Checked);
        showCount();
    });
    connect(looked, &QPushButton::clicked, this, [this] {
        if (QListWidgetItem *item = m_list->currentItem())
            item->setCheckState(Qt::Checked);
        m_list->setCurrentRow(qMin(m_list->currentRow() + 1, m_list->count() - 1));
    });
    connect(others, &QPushButton::clicked, this, [this] { showSample(m_sample + 1); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showSample(1);
}

void SpotCheckDialog::showSample(int sample)
{
    m_sample = sample;
    m_rows = check::randomRows(m_rowsToSend, rowsPerSample, static_cast<std::uint64_t>(sample));
    const QString rows = tr("%Ln row(s) by chance", nullptr, static_cast<int>(m_rows.size()));
    //: %1 is "20 rows by chance", %2 the number of the sample, %3 how many rows there are
    m_heading->setText(tr("%1 (sample %2) of the %3 that will be sent. The same number shows the same rows again.")
                           .arg(rows, number(sample), number(static_cast<qint64>(m_rowsToSend.size()))));
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const sheet::RowIndex row : m_rows) {
            auto *item = new QListWidgetItem(tr("Row %1").arg(number(m_input.table->sheetRow(row))), m_list);
            item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
            item->setCheckState(m_session.isLookedAt(row) ? Qt::Checked : Qt::Unchecked);
        }
    }
    m_list->setCurrentRow(0);
    showRow(m_list->currentRow());
    showCount();
}

void SpotCheckDialog::showRow(int place)
{
    m_record->setPlainText(place >= 0 && place < static_cast<int>(m_rows.size())
            ? QString::fromStdString(check::recordJson(m_input, *m_report, m_rows[static_cast<std::size_t>(place)]))
            : QString());
}

void SpotCheckDialog::showCount()
{
    m_count->setText(
        tr("You have looked at %Ln row(s) of those that will be sent.", nullptr, m_session.spotCheckedCount()));
}

} // namespace callsheet::ui
