#include "ui/check/country_hint_line.h"

#include "core/check/country_names.h"
#include "ui/common/inline_message.h"
#include "ui/session/session.h"

#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

//! The same thing said of the same countries; how many numbers speak for it moves with every row that is mended.
bool isSameAdvice(const check::CountryHint &a, const check::CountryHint &b)
{
    return a.verdict == b.verdict && a.chosen == b.chosen && a.country == b.country;
}

} // namespace

CountryHintLine::CountryHintLine(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
{
    setObjectName(u"countryHint"_s);
    m_message = new InlineMessage(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_message);
    hide();
    connect(&session, &Session::countryHintChanged, this, &CountryHintLine::showHint);
    connect(&session, &Session::settingsChanged, this, [this] {
        if (m_session.settings().defaultCountry != m_countryTaken)
            m_countryBefore.reset();
        showHint();
    });
    connect(&session, &Session::documentChanged, this, [this] {
        m_countryBefore.reset();
        m_dismissed.reset();
        showHint();
    });
    connect(m_message, &InlineMessage::closed, this, [this] {
        hide();
        m_dismissed = m_session.countryHint();
        m_countryBefore.reset();
    });
}

void CountryHintLine::showHint()
{
    const std::optional<check::CountryHint> &hint = m_session.countryHint();
    if (hint) {
        if (m_dismissed && isSameAdvice(*hint, *m_dismissed))
            return;
        Message message{Tone::Caution, check::hintSentence(*hint), {}};
        if (hint->verdict == check::CountryVerdict::Offer) {
            message.actions.append({tr("&Use %1 as the default country").arg(check::countryName(hint->country)),
                [this, country = hint->country] { useCountry(country); }});
        } else if (hint->verdict == check::CountryVerdict::Several) {
            message.actions.append({tr("&Choose the default country"), [this] { Q_EMIT chooseRequested(); }});
        }
        m_message->showMessage(message);
        show();
        return;
    }
    if (!m_countryBefore) {
        hide();
        return;
    }
    const QString now = m_countryTaken;
    show();
    m_message->showMessage({Tone::Accent,
        tr("Numbers without a country code are read as numbers of %1 now.").arg(check::countryInSentence(now)),
        {{m_countryBefore->isEmpty() ? tr("&Use no default country again")
                                     : tr("&Use %1 again").arg(check::countryName(*m_countryBefore)),
            [this] { useCountry(*m_countryBefore); }}}});
}

void CountryHintLine::useCountry(QString country)
{
    check::CheckSettings next = m_session.settings();
    const bool isWayBack = m_countryBefore.has_value();
    const QString before = next.defaultCountry;
    next.defaultCountry = country;
    m_countryTaken = country;
    m_countryBefore = isWayBack ? std::nullopt : std::optional(before);
    m_session.setSettings(next);
    m_session.check();
}

} // namespace callsheet::ui
