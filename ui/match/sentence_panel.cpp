#include "ui/match/sentence_panel.h"

#include "core/base/background.h"
#include "ui/common/numbers.h"
#include "ui/common/table_setup.h"
#include "ui/common/when_done.h"
#include "ui/session/session.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int oddestShown = 10;

} // namespace

SentencePanel::SentencePanel(const Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
{
    m_line = new QLineEdit(this);
    m_line->setObjectName(u"openingLine"_s);
    m_line->setPlaceholderText(tr("What your agent says first, such as: Hi {{name}}, about order {{order_id}}…"));
    auto *label = new QLabel(tr("Openin&g line:"), this);
    label->setBuddy(m_line);
    m_sentence = new QLabel(this);
    m_sentence->setObjectName(u"sentence"_s);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_odd = new QLabel(this);
    m_odd->setObjectName(u"sentenceOddities"_s);
    m_odd->setTextFormat(Qt::PlainText);
    m_odd->setWordWrap(true);
    m_place = new QLabel(this);
    m_place->setObjectName(u"sentenceRow"_s);
    const auto button = [this](const QString &name, const QString &text, const QString &accessible) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(name);
        made->setAccessibleName(accessible);
        made->setToolTip(accessible);
        return made;
    };
    m_back = button(u"sentenceBack"_s, u"◀"_s, tr("The row before"));
    m_next = button(u"sentenceNext"_s, u"▶"_s, tr("The next row"));
    m_findOddest = button(u"oddestRows"_s, tr("O&ddest rows"), tr("The ten rows that would sound oddest"));
    for (QPushButton *narrow : {m_back, m_next})
        narrow->setMaximumWidth(fontMetrics().averageCharWidth() * 8);
    auto *steps = new QHBoxLayout;
    steps->addWidget(m_back);
    steps->addWidget(m_place);
    steps->addWidget(m_next);
    steps->addWidget(m_findOddest);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(label, 0, 0);
    grid->addWidget(m_line, 0, 1);
    grid->addLayout(steps, 0, 2);
    grid->addWidget(m_sentence, 1, 0, 1, 3);
    grid->addWidget(m_odd, 2, 0, 1, 3);
    grid->setColumnStretch(1, 1);
    connect(m_line, &QLineEdit::editingFinished, this, [this] {
        if (m_session.variables() && m_line->text() != m_session.variables()->openingLine)
            Q_EMIT openingLineChanged(m_line->text());
    });
    connect(m_back, &QPushButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { step(1); });
    connect(m_findOddest, &QPushButton::clicked, this, &SentencePanel::findOddest);
}

SentencePanel::~SentencePanel()
{
    m_stop.request_stop();
}

void SentencePanel::refresh()
{
    m_stop.request_stop();
    ++m_generation;
    m_oddest.clear();
    if (m_session.variables() && !m_line->hasFocus())
        m_line->setText(m_session.variables()->openingLine);
    const sheet::RowIndex rows = m_session.document() ? m_session.document()->table->rowCount() : 0;
    m_row = rows == 0 ? 0 : std::min(m_row, rows - 1);
    showSentence();
}

void SentencePanel::step(int by)
{
    if (!m_oddest.empty()) {
        const auto at = std::find(m_oddest.begin(), m_oddest.end(), m_row) - m_oddest.begin();
        const auto next = std::clamp<std::ptrdiff_t>(at + by, 0, static_cast<std::ptrdiff_t>(m_oddest.size()) - 1);
        m_row = m_oddest[static_cast<std::size_t>(next)];
    } else if (m_session.document()) {
        const auto last = static_cast<qint64>(m_session.document()->table->rowCount()) - 1;
        m_row = static_cast<sheet::RowIndex>(std::clamp<qint64>(qint64(m_row) + by, 0, std::max<qint64>(last, 0)));
    }
    showSentence();
}

void SentencePanel::findOddest()
{
    m_stop.request_stop();
    m_stop = {};
    const int generation = ++m_generation;
    m_findOddest->setEnabled(false);
    m_odd->setText(tr("Looking at the rows…"));
    const auto found = base::inBackground(
        &check::oddestRows, m_session.checkInput(), m_session.report(), oddestShown, m_stop.get_token());
    whenDone(found, this, [this, generation](const base::Result<std::vector<sheet::RowIndex>> &rows) {
        if (generation != m_generation || !rows)
            return;
        m_oddest = *rows;
        if (!m_oddest.empty())
            m_row = m_oddest.front();
        showSentence();
        if (m_oddest.empty())
            m_odd->setText(tr("No row would sound odd."));
    });
}

void SentencePanel::showSentence()
{
    const bool ready = m_session.variables() && m_session.document() && m_session.document()->table->rowCount() > 0;
    const QString line = ready ? m_session.variables()->openingLine : QString();
    const bool shown = ready && !line.isEmpty();
    m_sentence->setVisible(shown);
    m_odd->setVisible(shown);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_back, m_next, m_findOddest, m_place})
        widget->setVisible(shown);
    if (!shown)
        return;
    const check::CheckInput input = m_session.checkInput();
    const check::Sentence sentence
        = check::fillSentence(line, input.variables, check::valuesOf(input, m_session.report().get(), m_row));
    m_sentence->setText(u"“"_s + oneLine(sentence.text) + u"”"_s);
    QStringList odd;
    for (const check::OddValue &value : sentence.odd)
        odd.append(check::describe(value));
    m_odd->setText(odd.isEmpty() ? tr("Nothing sounds odd in this row.") : odd.join(u"  ·  "_s));
    m_place->setText(tr("Row %1").arg(number(input.table->sheetRow(m_row))));
    const bool among = !m_oddest.empty();
    m_back->setEnabled(among ? m_row != m_oddest.front() : m_row > 0);
    m_next->setEnabled(among ? m_row != m_oddest.back() : m_row + 1 < input.table->rowCount());
    m_findOddest->setEnabled(true);
}

} // namespace callsheet::ui
