#include "ui/session/do_not_call.h"

#include "core/base/background.h"
#include "ui/common/when_done.h"

#include <QFileInfo>

namespace callsheet::ui {

namespace {

base::Result<check::SuppressionList> readAgain(
    std::shared_ptr<const sheet::Table> table, const QString &country, std::stop_token stop)
{
    return check::readSuppressionList(*table, country, std::move(stop));
}

} // namespace

std::optional<QString> DoNotCall::problem() const
{
    if (m_reading)
        return tr("The list of numbers not to call is being read.");
    if (m_fits)
        return std::nullopt;
    return tr("With this default country no column of “%1” holds phone numbers, so that your list of numbers not to "
              "call would keep nobody out. Choose the country of its numbers, choose the list again, or take it away.")
        .arg(QFileInfo(m_path).fileName());
}

void DoNotCall::begin()
{
    m_stop.request_stop();
    m_stop = {};
    ++m_generation;
    m_reading = true;
    Q_EMIT changed();
}

void DoNotCall::open(const QString &path, const QString &country)
{
    m_country = country;
    m_openingPath = path;
    begin();
    const auto future = base::inBackground(&check::loadSuppressionList, path, country, m_stop.get_token());
    whenDone(future, this, [this, path, generation = m_generation](const base::Result<check::LoadedList> &loaded) {
        if (generation == m_generation)
            takeLoaded(path, loaded);
    });
}

void DoNotCall::takeLoaded(const QString &path, const base::Result<check::LoadedList> &loaded)
{
    m_openingPath.clear();
    m_reading = false;
    if (loaded) {
        m_path = path;
        m_table = loaded->table;
        m_list = loaded->list;
        m_fits = true;
    }
    Q_EMIT changed();
    if (loaded)
        Q_EMIT opened();
    else
        Q_EMIT failed(loaded.error());
}

void DoNotCall::setCountry(const QString &country)
{
    if (country == m_country)
        return;
    m_country = country;
    if (!m_openingPath.isEmpty()) {
        open(QString(m_openingPath), country);
        return;
    }
    if (!m_table)
        return;
    begin();
    const auto future = base::inBackground(&readAgain, m_table, country, m_stop.get_token());
    whenDone(future, this, [this, generation = m_generation](const base::Result<check::SuppressionList> &list) {
        if (generation == m_generation)
            takeAgain(list);
    });
}

void DoNotCall::takeAgain(const base::Result<check::SuppressionList> &list)
{
    m_reading = false;
    m_fits = static_cast<bool>(list);
    m_list = list ? *list : check::SuppressionList();
    Q_EMIT changed();
}

void DoNotCall::restore(const QString &path, const check::NumberSet &numbers, const QString &country)
{
    if (path == m_path && m_table)
        return setCountry(country);
    remove();
    if (path.isEmpty())
        return;
    m_path = path;
    m_list.numbers = numbers;
    open(path, country);
}

void DoNotCall::remove()
{
    m_stop.request_stop();
    ++m_generation;
    m_openingPath.clear();
    m_path.clear();
    m_table.reset();
    m_list = {};
    m_fits = true;
    m_reading = false;
    Q_EMIT changed();
}

} // namespace callsheet::ui
