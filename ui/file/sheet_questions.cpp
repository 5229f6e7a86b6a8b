#include "ui/file/sheet_questions.h"

#include "ui/common/inline_message.h"
#include "ui/file/reading_words.h"

#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

SheetQuestions::SheetQuestions(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    const QString names[] = {u"questionTables"_s, u"questionHiddenRows"_s, u"questionMergedCells"_s};
    for (std::size_t i = 0; i < order.size(); ++i) {
        m_messages[i] = new InlineMessage(this, InlineMessage::Close::ByItsAnswer);
        m_messages[i]->setObjectName(names[i]);
        layout->addWidget(m_messages[i]);
    }
    hide();
}

void SheetQuestions::showQuestions(const sheet::Document *document)
{
    const std::shared_ptr<const sheet::Table> table = document ? document->table : nullptr;
    if (table && table == m_asked)
        return;
    m_asked = table;
    bool isAsked = false;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (!document || !document->report.questions.contains(order[i])) {
            m_messages[i]->hide();
            continue;
        }
        isAsked = true;
        Message message{Tone::Caution, sheet::ask(order[i], document->report), {}};
        for (const Answer &answer : answersTo(order[i], document->report, document->options))
            message.actions.append({answer.text, [this, options = answer.options] { Q_EMIT answered(options); }});
        m_messages[i]->showMessage(message);
    }
    setVisible(isAsked);
}

void SheetQuestions::focusFirst()
{
    for (InlineMessage *message : m_messages) {
        if (message->isVisibleTo(this)) {
            message->focusFirstAction();
            return;
        }
    }
}

} // namespace callsheet::ui
