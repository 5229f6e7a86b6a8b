#pragma once

#include "core/check/suppression_list.h"

#include <QObject>

#include <optional>

namespace callsheet::ui {

//! The person's list of numbers that must not be called. Its sheet is kept: which phone a number without a country code
//! rings depends on the default country, and changes with it.
class DoNotCall final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~DoNotCall() override { m_stop.request_stop(); }

    bool isUsed() const { return !m_path.isEmpty(); }
    bool isReading() const { return m_reading; }
    const QString &path() const { return m_path; }
    const check::SuppressionList &list() const { return m_list; }
    //! Why no row can be judged by it as things stand, as one sentence; nothing: there is no list, or it is read.
    std::optional<QString> problem() const;

    //! A list that cannot be read leaves the one before it: failed().
    void open(const QString &path, const QString &country);
    void setCountry(const QString &country);
    //! As it was before the program ended: these numbers at once, and the file again. Where that is gone they stay.
    void restore(const QString &path, const check::NumberSet &numbers, const QString &country);
    void remove();

Q_SIGNALS:
    void changed(); // reading began, or there are other numbers
    void opened();
    void failed(const callsheet::base::Error &error);

private:
    void begin();
    void takeLoaded(const QString &path, const base::Result<check::LoadedList> &loaded);
    void takeAgain(const base::Result<check::SuppressionList> &list);

    QString m_country;
    QString m_path;
    QString m_openingPath; // of a list that is not read yet
    std::shared_ptr<const sheet::Table> m_table;
    check::SuppressionList m_list;
    bool m_fits = true; // the list was read with the country that is chosen now
    bool m_reading = false;
    int m_generation = 0;
    std::stop_source m_stop;
};

} // namespace callsheet::ui
