#include "ui/check/problem_panel.h"

#include "core/check/describe.h"
#include "ui/common/icons.h"
#include "ui/common/numbers.h"
#include "ui/common/table_setup.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

QIcon pictureOf(check::Severity severity)
{
    switch (severity) {
    case check::Severity::Error:
        return icon(Glyph::Error, Tone::Bad);
    case check::Severity::Warning:
        return icon(Glyph::Warning, Tone::Caution);
    case check::Severity::Note:
        break;
    }
    return icon(Glyph::Info, Tone::Accent);
}

//! Evidence, where to look, and what the repair would make of it.
QString adviceFor(const check::DamageGroup &group, const check::CheckInput &input)
{
    QStringList samples;
    for (const check::DamagedCell &cell : group.samples) {
        const QString before = QString::fromStdString(cell.before);
        const QString address = check::cellAddress(*input.table, cell.row, cell.column);
        samples.append(cell.after.empty()
                ? u"%1: %2"_s.arg(address, isolated(before))
                : u"%1: %2 → %3"_s.arg(address, isolated(before), isolated(QString::fromStdString(cell.after))));
    }
    return check::damageEvidence(group) + u'\n' + samples.join(u'\n');
}

DamageKey keyOf(const check::DamageGroup &group)
{
    return {group.kind, group.variable, group.repair ? group.repair->where : std::nullopt};
}

} // namespace

const check::DamageGroup *findGroup(const std::vector<check::DamageGroup> &damage, const DamageKey &key)
{
    const auto found = std::find_if(
        damage.begin(), damage.end(), [&key](const check::DamageGroup &group) { return keyOf(group) == key; });
    return found != damage.end() ? &*found : nullptr;
}

ProblemPanel::ProblemPanel(QWidget *parent)
    : QWidget(parent)
{
    m_list = new QListWidget(this);
    m_list->setObjectName(u"problemGroups"_s);
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSpacing(2);
    m_list->setIconSize(QSize(16, 16));
    auto *label = new QLabel(tr("&Problems"), this);
    label->setBuddy(m_list);
    m_list->setAccessibleName(tr("Problems"));
    m_advice = new QLabel(this);
    m_advice->setObjectName(u"advice"_s);
    m_advice->setTextFormat(Qt::PlainText);
    m_advice->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_advice->setWordWrap(true);
    m_advice->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    auto *adviceArea = new QScrollArea(this);
    adviceArea->setWidget(m_advice);
    adviceArea->setWidgetResizable(true);
    adviceArea->setFrameShape(QFrame::NoFrame);
    adviceArea->setFocusPolicy(Qt::NoFocus);
    adviceArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    adviceArea->setMaximumHeight(fontMetrics().lineSpacing() * 9);
    m_fix = new QPushButton(tr("Fix &all…"), this);
    m_fix->setObjectName(u"fixAll"_s);
    m_fix->setToolTip(tr("Mends or leaves out every row of this group, after a look at what would change"));
    m_export = new QPushButton(tr("E&xport problems…"), this);
    m_export->setObjectName(u"exportProblems"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 4, 0);
    layout->setSpacing(6);
    layout->addWidget(label);
    layout->addWidget(m_list, 3);
    layout->addWidget(adviceArea, 2);
    layout->addWidget(m_fix);
    layout->addWidget(m_export);
    setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    setTabOrder(m_list, m_fix);
    setTabOrder(m_fix, m_export);
    connect(m_list, &QListWidget::itemSelectionChanged, this, [this] {
        showAdvice();
        Q_EMIT choiceChanged();
    });
    connect(m_fix, &QPushButton::clicked, this, &ProblemPanel::fixRequested);
    connect(m_export, &QPushButton::clicked, this, &ProblemPanel::exportRequested);
}

void ProblemPanel::addItem(const Choice &choice, const QString &text, const QString &advice, const QIcon &picture)
{
    m_choices.push_back(choice);
    m_advices.append(advice);
    auto *item = new QListWidgetItem(picture, text, m_list);
    item->setToolTip(advice);
}

void ProblemPanel::show(const std::vector<ProblemGroup> &groups, const std::vector<check::DamageGroup> &damage,
    const check::CheckInput &input)
{
    const Choice before = choice();
    const QSignalBlocker quiet(m_list);
    clear();
    const auto addGroups = [&](bool notes) {
        for (const ProblemGroup &group : groups) {
            if ((group.severity == check::Severity::Note) == notes)
                addItem(group.code, u"%1  (%2)"_s.arg(check::groupTitle(group.code), number(group.rows)),
                    check::groupAdvice(group.code), pictureOf(group.severity));
        }
    };
    addGroups(false);
    for (const check::DamageGroup &group : damage)
        addItem(keyOf(group),
            u"%1  (%2)"_s.arg(check::damageTitle(group, input), number(static_cast<qint64>(group.rows.size()))),
            adviceFor(group, input), icon(Glyph::Warning, Tone::Caution));
    addGroups(true);
    choose(before);
    showAdvice();
}

void ProblemPanel::clear()
{
    m_choices.clear();
    m_advices.clear();
    m_list->clear();
    showAdvice();
}

ProblemPanel::Choice ProblemPanel::choice() const
{
    const QList<QListWidgetItem *> chosen = m_list->selectedItems();
    const int row = chosen.isEmpty() ? -1 : m_list->row(chosen.first());
    return row >= 0 && row < static_cast<int>(m_choices.size()) ? m_choices[static_cast<std::size_t>(row)] : Choice();
}

void ProblemPanel::choose(const Choice &choice)
{
    const auto place = std::find(m_choices.begin(), m_choices.end(), choice);
    if (place == m_choices.end())
        m_list->clearSelection();
    else
        m_list->setCurrentRow(static_cast<int>(place - m_choices.begin()));
}

void ProblemPanel::showAdvice()
{
    const QList<QListWidgetItem *> chosen = m_list->selectedItems();
    m_advice->setText(!chosen.isEmpty() ? m_advices.value(m_list->row(chosen.first()))
            : m_list->count() > 0       ? tr("Choose a problem to see its rows and what helps.")
                                        : tr("No problems found."));
}

void ProblemPanel::showAdvice(const QString &text)
{
    m_advice->setText(text);
}

void ProblemPanel::setFix(const QString &text, bool enabled)
{
    m_fix->setText(text);
    m_fix->setEnabled(enabled);
}

void ProblemPanel::setExport(const QString &text, bool enabled)
{
    m_export->setText(text);
    m_export->setEnabled(enabled);
}

} // namespace callsheet::ui
