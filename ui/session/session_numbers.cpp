#include "ui/session/session.h"

#include "core/base/background.h"
#include "ui/common/when_done.h"

#include <utility>

// Numbers that are not to be called, and those that earlier runs have queued.

namespace callsheet::ui {

namespace {

using Checked = base::Result<std::shared_ptr<const check::Report>>;

//! Checks again the rows of everybody whom one of the two lists names.
Checked checkQueued(const check::CheckInput &input, std::shared_ptr<const check::Report> report,
    const check::QueuedNumbers &before, std::stop_token stop)
{
    std::vector<sheet::RowIndex> rows;
    for (std::size_t row = 0; row < report->phones.size(); ++row) {
        const std::uint64_t phone = report->phones[row];
        if (phone != 0 && (before.contains(phone) || input.alreadyQueued.contains(phone)))
            rows.push_back(static_cast<sheet::RowIndex>(row));
    }
    if (rows.empty())
        return report;
    return check::checkAgain(input, *report, rows, stop);
}

} // namespace

void Session::openDoNotCall(const QString &path)
{
    m_checkWanted = true;
    m_doNotCall.open(path, m_settings.defaultCountry);
}

void Session::removeDoNotCall()
{
    const bool wasChecked = m_report != nullptr || m_checkWanted;
    m_doNotCall.remove();
    if (wasChecked)
        check();
}

// From the first moment on, nobody is sent by a report that knows another list.
void Session::takeDoNotCall()
{
    forgetReport();
    Q_EMIT doNotCallChanged();
    if (!m_doNotCall.isReading() && m_checkWanted)
        check();
}

void Session::sayWhoIsNotCalled()
{
    Q_EMIT done(Step::Check,
        tr("%Ln number(s) will not be called.", nullptr, static_cast<int>(m_doNotCall.list().numbers.size())));
}

void Session::setAlreadyQueued(const check::QueuedNumbers &numbers)
{
    if (numbers == m_alreadyQueued)
        return;
    const check::QueuedNumbers before = std::exchange(m_alreadyQueued, numbers);
    if (isChecking())
        ++m_editGeneration; // what is being checked does not know them: it is checked again
    else
        afterEdit([this, before] { findQueued(before); });
}

void Session::findQueued(const check::QueuedNumbers &before)
{
    if (!m_report)
        return; // the next check knows them
    const int generation = m_editGeneration;
    const auto future = base::inBackground(&checkQueued, checkInput(), m_report, before, std::stop_token());
    whenDone(future, this, [this, generation, before](const Checked &checked) {
        if (checked)
            afterEdit([this, checked, generation, before] { takeQueued(*checked, generation, before); });
    });
}

void Session::takeQueued(
    const std::shared_ptr<const check::Report> &checked, int generation, const check::QueuedNumbers &before)
{
    if (generation != m_editGeneration) {
        findQueued(before);
        return;
    }
    if (checked == m_report)
        return;
    ++m_editGeneration;
    m_report = checked;
    lookAtTheWhole();
    offerRecipe();
    Q_EMIT edited();
}

} // namespace callsheet::ui
