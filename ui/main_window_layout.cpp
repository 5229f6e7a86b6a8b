#include "ui/main_window.h"

#include "ui/check/check_page.h"
#include "ui/common/icons.h"
#include "ui/common/link_label.h"
#include "ui/common/step_list.h"
#include "ui/file/file_page.h"
#include "ui/file/start_page.h"
#include "ui/match/match_page.h"
#include "ui/practice/practice_badge.h"
#include "ui/runs/runs_page.h"
#include "ui/send/send_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

// What the window is made of, and where it stands.

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

QFrame *makeLine(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    line->setFixedHeight(1);
    QPalette palette = line->palette();
    palette.setColor(QPalette::WindowText, lineColor(palette));
    line->setPalette(palette);
    return line;
}

} // namespace

void MainWindow::makeWidgets()
{
    m_steps = new StepList;
    m_side = m_steps;
    m_steps->setFixedWidth(m_steps->sizeHint().width());

    m_title = new QLabel;
    m_title->setObjectName(u"pageTitle"_s);
    m_title->setFont(scaledFont(*this, 1.35, true));
    m_title->setWordWrap(true);
    m_subtitle = new QLabel;
    m_subtitle->setObjectName(u"pageSubtitle"_s);
    m_subtitle->setForegroundRole(QPalette::PlaceholderText);
    m_subtitle->setTextFormat(Qt::PlainText);
    m_badge = new PracticeBadge;
    auto *titles = new QHBoxLayout;
    titles->setSpacing(12);
    titles->addWidget(m_title, 1);
    titles->addStretch();
    titles->addWidget(m_subtitle);
    titles->addWidget(m_badge);
    m_message = new InlineMessage;
    m_rehearsal = new InlineMessage(nullptr, InlineMessage::Close::ByItsAnswer);
    m_rehearsal->setObjectName(u"rehearsalMessage"_s);

    m_lockMessage = new InlineMessage(nullptr, InlineMessage::Close::ByItsAnswer);
    m_lockMessage->setObjectName(u"lockMessage"_s);

    m_startPage = new StartPage(*m_session, *m_history);
    m_filePage = new FilePage(*m_session, *m_services.prompts);
    m_matchPage = new MatchPage(*m_session, *m_services.prompts);
    m_checkPage = new CheckPage(*m_session, *m_services.prompts);
    m_sendPage = new SendPage({*m_session, *m_sending, *m_guards, *m_history, *m_services.prompts});
    m_runsPage = new RunsPage(*m_history, *m_sending, *m_services.clock, *m_services.prompts);
    m_startPage->setObjectName(u"startPage"_s);
    m_filePage->setObjectName(u"filePage"_s);
    m_matchPage->setObjectName(u"matchPage"_s);
    m_checkPage->setObjectName(u"checkPage"_s);
    m_sendPage->setObjectName(u"sendPage"_s);
    m_runsPage->setObjectName(u"runsPage"_s);
    m_stack = new QStackedWidget;
    for (Page *page :
        std::initializer_list<Page *>{m_startPage, m_filePage, m_matchPage, m_checkPage, m_sendPage, m_runsPage})
        m_stack->addWidget(page);

    auto *right = new QWidget;
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(18, 14, 18, 10);
    column->setSpacing(10);
    column->addLayout(titles);
    column->addWidget(m_message);
    column->insertWidget(column->indexOf(m_message), m_rehearsal);
    column->insertWidget(column->indexOf(m_message), m_lockMessage);
    column->addWidget(m_stack, 1);
    column->addWidget(makeFooter());
    auto *central = new QWidget;
    auto *row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_side);
    row->addWidget(right, 1);
    setCentralWidget(central);

    m_facts = new QLabel;
    m_facts->setObjectName(u"statusFacts"_s);
    m_progress = new QLabel;
    m_progress->setObjectName(u"statusProgress"_s);
    m_context = new QLabel;
    m_context->setObjectName(u"statusContext"_s);
    m_facts->setContentsMargins(8, 0, 8, 0);
    statusBar()->addWidget(m_facts);
    statusBar()->addWidget(m_progress, 1);
    m_phones = new QLabel;
    m_phones->setObjectName(u"statusPhones"_s);
    m_phones->setContentsMargins(12, 0, 8, 0);
    statusBar()->addPermanentWidget(m_context);
    statusBar()->addPermanentWidget(m_phones);
}

QWidget *MainWindow::makeFooter()
{
    m_footer = new QWidget;
    m_reason = new LinkLabel;
    m_reason->setObjectName(u"reason"_s);
    m_reason->setWordWrap(true);
    m_reason->setTextFormat(Qt::RichText);
    m_reason->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_reason->setAccessibleName(tr("What this step still needs"));
    m_back = new QPushButton(tr("Bac&k"));
    m_back->setObjectName(u"back"_s);
    m_primary = new QPushButton;
    m_primary->setObjectName(u"primary"_s);
    QFont strong = m_primary->font();
    strong.setBold(true);
    m_primary->setFont(strong);
    for (QPushButton *button : {m_back, m_primary})
        button->setMinimumHeight(fontMetrics().height() + 14);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    buttons->addWidget(m_reason, 1);
    buttons->addWidget(m_back);
    buttons->addWidget(m_primary);
    auto *layout = new QVBoxLayout(m_footer);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(makeLine(m_footer));
    layout->addLayout(buttons);
    connect(m_back, &QPushButton::clicked, this,
        [this] { goTo(static_cast<Step>(qMax(0, static_cast<int>(m_step) - 1))); });
    connect(m_primary, &QPushButton::clicked, this, [this] {
        if (currentPage()->footer().enabled)
            currentPage()->activatePrimary();
    });
    connect(m_reason, &QLabel::linkActivated, this, [this] { currentPage()->followReason(); });
    return m_footer;
}

} // namespace callsheet::ui
