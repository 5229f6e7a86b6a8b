#include "ui/check/do_not_call_line.h"

#include "ui/common/link_label.h"
#include "ui/common/numbers.h"
#include "ui/common/table_setup.h"
#include "ui/session/session.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

DoNotCallLine::DoNotCallLine(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
{
    m_text = new LinkLabel(this);
    m_text->setObjectName(u"doNotCall"_s);
    m_text->setAccessibleName(tr("Numbers not to call"));
    m_text->setTextFormat(Qt::RichText);
    m_text->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_text->setWordWrap(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text, 1);
    connect(m_text, &QLabel::linkActivated, this, [this](const QString &link) {
        if (link == u"unread"_s)
            showUnread();
        else if (link == u"remove"_s)
            m_session.removeDoNotCall();
        else
            Q_EMIT chooseRequested();
    });
    connect(&session, &Session::doNotCallChanged, this, &DoNotCallLine::showList);
    showList();
}

void DoNotCallLine::showList()
{
    const DoNotCall &doNotCall = m_session.doNotCall();
    setVisible(doNotCall.isUsed() || doNotCall.isReading());
    const auto link = [](const QString &target, const QString &text) {
        return u"  <a href=\"%1\">%2</a>"_s.arg(target, text.toHtmlEscaped());
    };
    if (const auto problem = doNotCall.problem()) {
        m_text->setText(doNotCall.isReading() ? problem->toHtmlEscaped()
                                              : problem->toHtmlEscaped() + link(u"choose"_s, tr("Choose a list…"))
                    + link(u"remove"_s, tr("Take away")));
        return;
    }
    const check::SuppressionList &list = doNotCall.list();
    const QString count = tr("%Ln number(s)", nullptr, static_cast<int>(list.numbers.size()));
    const QString columns = tr("column(s) %1", nullptr, static_cast<int>(list.columns.size()))
                                .arg(u"“%1”"_s.arg(list.columns.join(u"”, “"_s)));
    //: %1 is "1,204 numbers", %2 a file name, %3 is "column “Phone”"
    QString text
        = tr("Not called: %1 of “%2”, %3.").arg(count, QFileInfo(doNotCall.path()).fileName(), columns).toHtmlEscaped();
    if (list.unread > 0)
        text += u' '
            + tr("%Ln cell(s) of it could not be read as phone numbers.", nullptr, static_cast<int>(list.unread))
                  .toHtmlEscaped()
            + link(u"unread"_s, tr("Show them"));
    m_text->setText(text + link(u"remove"_s, tr("Take away")));
}

void DoNotCallLine::showUnread()
{
    const check::SuppressionList &list = m_session.doNotCall().list();
    auto *dialog = new QDialog(this);
    dialog->setObjectName(u"unreadNumbers"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Not read as phone numbers"));
    QString remark = tr("Nobody is kept out by these cells. Where one is a number after all, write it with + and its "
                        "country code, and choose the list again.");
    if (list.firstUnread.size() < list.unread)
        remark += u' ' + tr("The first %1 are shown.").arg(number(static_cast<qint64>(list.firstUnread.size())));
    auto *text = new QLabel(remark, dialog);
    text->setWordWrap(true);
    auto *cells = new QTableWidget(static_cast<int>(list.firstUnread.size()), 3, dialog);
    setUpTable(*cells, u"unreadCells"_s, tr("Cells that are no phone numbers"));
    cells->setHorizontalHeaderLabels({tr("Row"), tr("Column"), tr("Cell")});
    cells->horizontalHeader()->setStretchLastSection(true);
    cells->verticalHeader()->hide();
    int line = 0;
    for (const check::UnreadCell &cell : list.firstUnread) {
        cells->setItem(line, 0, new QTableWidgetItem(QString::number(cell.sheetRow)));
        cells->setItem(line, 1, new QTableWidgetItem(oneLine(cell.column)));
        cells->setItem(line, 2, new QTableWidgetItem(oneLine(cell.text)));
        ++line;
    }
    if (line > 0)
        cells->setCurrentCell(0, 0);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(text);
    layout->addWidget(cells, 1);
    layout->addWidget(buttons);
    dialog->resize(fontMetrics().averageCharWidth() * 70, fontMetrics().height() * 20);
    dialog->open();
}

} // namespace callsheet::ui
