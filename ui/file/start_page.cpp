#include "ui/file/start_page.h"

#include "ui/common/icons.h"
#include "ui/common/inline_message.h"
#include "ui/common/numbers.h"
#include "ui/practice/practice_words.h"
#include "ui/session/run_history.h"
#include "ui/session/session.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

QListWidget *makeList(QWidget *parent, const QString &name, const QString &accessibleName)
{
    auto *list = new QListWidget(parent);
    list->setObjectName(name);
    list->setAccessibleName(accessibleName);
    list->setFrameShape(QFrame::StyledPanel);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setSpacing(1);
    list->setIconSize(QSize(16, 16));
    list->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    return list;
}

void fitHeight(QListWidget &list)
{
    const int rows = qMin(list.count(), 6);
    list.setFixedHeight(rows * (list.sizeHintForRow(0) + 2 * list.spacing()) + 2 * list.frameWidth() + 4);
}

} // namespace

StartPage::StartPage(const Session &session, const RunHistory &history, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_history(history)
{
    auto *picture = new QLabel(this);
    picture->setPixmap(applicationIcon().pixmap(QSize(56, 56), devicePixelRatioF()));
    picture->setAlignment(Qt::AlignHCenter);
    auto *heading = new QLabel(tr("Call the people in a spreadsheet"), this);
    heading->setFont(scaledFont(*this, 1.7, true));
    heading->setAlignment(Qt::AlignHCenter);
    auto *sentence = new QLabel(
        tr("Callsheet checks every row and hands the good ones to your calling agent, each exactly once."), this);
    sentence->setAlignment(Qt::AlignHCenter);
    sentence->setWordWrap(true);
    m_open = new QPushButton(icon(Glyph::Open), tr("&Open spreadsheet…"), this);
    m_open->setObjectName(u"openSpreadsheet"_s);
    m_open->setDefault(true);
    auto *sample = new QPushButton(tr("Try the &sample sheet"), this);
    sample->setObjectName(u"trySample"_s);
    auto *paste = new QPushButton(tr("&Paste rows"), this);
    paste->setObjectName(u"pasteRows"_s);
    paste->setToolTip(tr("Opens the cells that you copied in a spreadsheet program or a browser as a new sheet"));
    for (QPushButton *button : {m_open, paste, sample}) {
        button->setMinimumHeight(fontMetrics().height() + 18);
        button->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    }
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    buttons->addStretch();
    buttons->addWidget(m_open);
    buttons->addWidget(paste);
    buttons->addWidget(sample);
    buttons->addStretch();
    auto *hint = new QLabel(tr("or drop a workbook (.xlsx, .xlsm, .ods, .xls) or a text table (.csv, .tsv, .tab, .txt) "
                               "anywhere on this window"),
        this);
    hint->setAlignment(Qt::AlignHCenter);
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);

    auto *practice = new QLabel(tr("No account is needed to try it: the practice service is ready, answers as the real "
                                   "one does, and calls nobody."),
        this);
    practice->setObjectName(u"practiceSentence"_s);
    practice->setAlignment(Qt::AlignHCenter);
    practice->setWordWrap(true);
    m_tourOffer = new InlineMessage(this);
    m_tourOffer->setObjectName(u"tourOffer"_s);

    m_interruptedTitle = new QLabel(tr("&Interrupted runs"), this);
    m_interrupted = makeList(this, u"interruptedRuns"_s, tr("Interrupted runs"));
    m_interruptedTitle->setBuddy(m_interrupted);
    m_recentTitle = new QLabel(tr("Recent fi&les"), this);
    m_recent = makeList(this, u"recentFiles"_s, tr("Recent files"));
    m_recentTitle->setBuddy(m_recent);
    for (QLabel *label : {m_interruptedTitle, m_recentTitle})
        label->setFont(scaledFont(*this, 1.0, true));

    auto *column = new QVBoxLayout;
    column->setSpacing(10);
    column->addStretch(2);
    column->addWidget(picture);
    column->addWidget(heading);
    column->addWidget(sentence);
    column->addSpacing(10);
    column->addLayout(buttons);
    column->addWidget(hint);
    column->addWidget(practice);
    column->addSpacing(8);
    column->addWidget(m_tourOffer);
    column->addSpacing(8);
    column->addWidget(m_interruptedTitle);
    column->addWidget(m_interrupted);
    column->addWidget(m_recentTitle);
    column->addWidget(m_recent);
    column->addStretch(3);
    auto *layout = new QHBoxLayout(this);
    layout->addStretch(1);
    layout->addLayout(column, 6);
    layout->addStretch(1);

    connect(m_open, &QPushButton::clicked, this, &StartPage::openRequested);
    connect(paste, &QPushButton::clicked, this, &StartPage::pasteRequested);
    connect(sample, &QPushButton::clicked, this, &StartPage::sampleRequested);
    connect(m_recent, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        const QString path = item->data(Qt::UserRole).toString();
        if (QFileInfo::exists(path))
            Q_EMIT fileChosen(path);
        else
            Q_EMIT locateRequested(path);
    });
    connect(m_interrupted, &QListWidget::itemActivated, this,
        [this](const QListWidgetItem *item) { Q_EMIT runChosen(item->data(Qt::UserRole).toLongLong()); });
    connect(&history, &RunHistory::summariesChanged, this, &StartPage::showInterrupted);
    showInterrupted();
    showRecent();
}

QString StartPage::title() const
{
    return {};
}

QWidget *StartPage::firstControl() const
{
    return m_open;
}

void StartPage::offerTour()
{
    m_tourOffer->showMessage({Tone::Accent,
        tr("New here? A tour of five steps shows the whole way with made-up people. The Help menu has it later, too."),
        {{tr("Take the tour"), [this] { Q_EMIT tourRequested(); }}}});
}

void StartPage::takeBackOffer()
{
    m_tourOffer->hide();
}

void StartPage::showRecent()
{
    m_recent->clear();
    for (const QString &path : m_session.memory().recentFiles) {
        const QFileInfo file(path);
        auto *item = new QListWidgetItem(icon(Glyph::File, Tone::Quiet),
            u"%1  —  %2"_s.arg(file.fileName(),
                fontMetrics().elidedText(QDir::toNativeSeparators(file.absolutePath()), Qt::ElideMiddle,
                    fontMetrics().averageCharWidth() * 46)),
            m_recent);
        item->setData(Qt::UserRole, path);
        item->setToolTip(QDir::toNativeSeparators(path));
        if (!file.exists()) {
            item->setForeground(palette().brush(QPalette::Disabled, QPalette::Text));
            item->setText(tr("%1  —  not found any more. Locate…").arg(file.fileName()));
        }
    }
    m_recentTitle->setVisible(m_recent->count() > 0);
    m_recent->setVisible(m_recent->count() > 0);
    fitHeight(*m_recent);
}

void StartPage::showInterrupted()
{
    m_interrupted->clear();
    for (const runs::RunSummary &run : m_history.summaries()) {
        if (run.unknownChunks == 0 && run.openChunks == 0)
            continue;
        QStringList open;
        if (run.ledger.unknown > 0)
            open.append(tr("%Ln person(s) unknown", nullptr, static_cast<int>(run.ledger.unknown)));
        if (run.ledger.notSent > 0)
            open.append(tr("%Ln person(s) not sent", nullptr, static_cast<int>(run.ledger.notSent)));
        auto *item = new QListWidgetItem(icon(run.unknownChunks > 0 ? Glyph::Unknown : Glyph::NotSent, Tone::Caution),
            u"%1  —  %2  —  %3  —  %4"_s.arg(
                run.head.name, shortRunTarget(run.head), moment(run.head.createdAt), open.join(u" · "_s)),
            m_interrupted);
        item->setData(Qt::UserRole, run.head.id);
    }
    m_interruptedTitle->setVisible(m_interrupted->count() > 0);
    m_interrupted->setVisible(m_interrupted->count() > 0);
    fitHeight(*m_interrupted);
}

} // namespace callsheet::ui
