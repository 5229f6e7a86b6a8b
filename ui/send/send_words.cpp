#include "ui/send/send_words.h"

#include "core/send/plan_run.h"
#include "ui/check/row_filter.h"
#include "ui/common/numbers.h"
#include "ui/practice/practice_words.h"
#include "ui/session/session.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

// Links of the "left out" line carry the filter they lead to.
QString link(RowGroup group, const QString &text)
{
    return u"<a href=\"%1\">%2</a>"_s.arg(static_cast<int>(group)).arg(text.toHtmlEscaped());
}

} // namespace

EarlierRun earlierRunText(const std::vector<runs::RunSummary> &earlier, bool practice)
{
    if (earlier.empty())
        return {};
    // A run that made phones ring is not hidden by the practice runs after it.
    const auto real
        = std::find_if(earlier.begin(), earlier.end(), [](const runs::RunSummary &run) { return !run.head.practice; });
    const runs::RunSummary &last = real != earlier.end() ? *real : earlier.front();
    const QString count = QCoreApplication::translate(
        "send", "%n person(s)", nullptr, static_cast<int>(last.ledger.queued + last.ledger.unknown));
    const QString when = moment(last.head.createdAt);
    if (last.head.practice) {
        //: %1 is a moment, %2 "12 people"
        return {QCoreApplication::translate(
                    "send", "This very file was practised with before: %1, with %2. Nobody was called.")
                    .arg(when, count),
            false, last.head.id};
    }
    //: %1 is a moment, %2 a connection, %3 "12 people"
    const QString text = practice
        ? QCoreApplication::translate(
            "send", "This very file was sent before: %1 to %2, for %3. Practising with it calls nobody again.")
        : QCoreApplication::translate(
            "send", "This very file was sent before: %1 to %2, for %3. Sending it again calls them again.");
    return {text.arg(when, last.head.connectionName, count), !practice, last.head.id};
}

QString chunksText(qint64 people, int pilot)
{
    const int mostRows = send::ChunkLimits().mostRows;
    if (people == 0)
        return u"–"_s;
    const bool isPiloted = pilot > 0 && pilot < people;
    const QString split = isPiloted ? QCoreApplication::translate("send", "a pilot of %Ln, then %1", nullptr, pilot)
                                          .arg(chunkSplit(people - pilot, mostRows))
                                    : chunkSplit(people, mostRows);
    // How much of the rows a chunk can hold is known when they are planned; so many of a kilobyte always fit.
    constexpr qint64 alwaysFit = 250;
    return people <= alwaysFit ? split : QCoreApplication::translate("send", "%1; more where rows are long").arg(split);
}

QString rowSpanText(std::uint32_t first, std::uint32_t last)
{
    if (first == 0)
        return u"–"_s;
    if (first == last)
        return QCoreApplication::translate("send", "Row %1 of the sheet").arg(number(first));
    return QCoreApplication::translate("send", "Rows %1 to %2 of the sheet").arg(number(first), number(last));
}

QString leftOutText(const Session &session, const Guards &guards)
{
    if (!session.report())
        return u"–"_s;
    QStringList parts;
    const auto add = [&parts](qint64 count, const QString &text) {
        if (count > 0)
            parts.append(text);
    };
    const check::Counts &counts = session.report()->counts;
    const int errors = static_cast<int>(counts.errors - counts.duplicates);
    const int duplicates = static_cast<int>(counts.duplicates);
    const int skipped = static_cast<int>(session.skipped().size());
    const int queued = static_cast<int>(guards.leftOut(Guard::QueuedBefore));
    const int inBatch = static_cast<int>(guards.leftOut(Guard::InBatch));
    add(errors, link(RowGroup::Errors, QCoreApplication::translate("send", "%Ln row(s) with errors", nullptr, errors)));
    add(duplicates,
        link(RowGroup::Duplicates, QCoreApplication::translate("send", "%Ln duplicate(s)", nullptr, duplicates)));
    add(skipped,
        link(RowGroup::Skipped, QCoreApplication::translate("send", "%Ln row(s) skipped by you", nullptr, skipped)));
    add(queued, QCoreApplication::translate("send", "%Ln queued before", nullptr, queued));
    add(inBatch, QCoreApplication::translate("send", "%Ln in the batch already", nullptr, inBatch));
    return parts.isEmpty() ? QCoreApplication::translate("send", "Nobody: every row is sent") : parts.join(u"  ·  "_s);
}

QString countryText(const QString &country)
{
    if (country.isEmpty())
        return QCoreApplication::translate("send", "None: every number carries its country code");
    return u"%1 (+%2)"_s.arg(
        QLocale::territoryToString(QLocale::codeToTerritory(country)), check::callingCode(country));
}

QString targetText(const connection::Connection &connection, const QString &batchId)
{
    if (batchId.isEmpty())
        return QCoreApplication::translate("send", "%1, no batch yet").arg(connectionTitle(connection));
    return QCoreApplication::translate("send", "%1, batch %2").arg(connectionTitle(connection), isolated(batchId));
}

int usualPilot(const std::vector<runs::RunSummary> &history, const QString &variableSet, bool practice)
{
    constexpr int pilotOfANewSet = 10;
    const bool isKnown = std::any_of(history.begin(), history.end(), [&](const runs::RunSummary &run) {
        return !run.head.practice && run.head.variableSet == variableSet && run.ledger.queued > 0;
    });
    return practice || isKnown ? 0 : pilotOfANewSet;
}

} // namespace callsheet::ui
