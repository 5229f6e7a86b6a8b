#pragma once

#include "core/check/country_hint.h"
#include <QWidget>

#include <optional>

namespace callsheet::ui {

class InlineMessage;
class Session;

//! Says that the default country is why numbers fail, offers the one that explains them, and the way back.
class CountryHintLine final : public QWidget {
    Q_OBJECT
public:
    explicit CountryHintLine(Session &session, QWidget *parent = nullptr);

Q_SIGNALS:
    void chooseRequested(); // among all countries

private:
    void showHint();
    void useCountry(QString country); // by value: it may be the one that is forgotten here

    Session &m_session;
    InlineMessage *m_message = nullptr;
    std::optional<check::CountryHint> m_dismissed;
    std::optional<QString> m_countryBefore; // while the offered one is in use
    QString m_countryTaken;
};

} // namespace callsheet::ui
