#include "core/match/template.h"

#include "core/match/assignment_problem.h"
#include "core/match/heading_meaning.h"
#include "core/match/heading_places.h"

#include "core/base/text_fold.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::match {

using namespace Qt::StringLiterals;

namespace {

// Two headings that have less in common are two columns, not one with a new name.
constexpr double leastLikeness = 0.7;

ValueShape shapeOf(const ColumnLook &look)
{
    for (const ValueShape shape :
        {ValueShape::Phone, ValueShape::Email, ValueShape::Date, ValueShape::TimeZone, ValueShape::Boolean}) {
        if (look.isMostly(shape))
            return shape;
    }
    return ValueShape::Other;
}

QList<ValueShape> shapesOf(const std::vector<ColumnLook> &looks)
{
    QList<ValueShape> shapes;
    for (const ColumnLook &look : looks)
        shapes.append(shapeOf(look));
    return shapes;
}

QList<DateOrder> dateOrdersOf(const std::vector<ColumnLook> &looks)
{
    QList<DateOrder> orders;
    for (const ColumnLook &look : looks)
        orders.append(look.dateOrder());
    return orders;
}

double likeness(const QString &a, const QString &b)
{
    const Meaning meaningA = meaningOf(a);
    const Meaning meaningB = meaningOf(b);
    if (meaningA != 0 && meaningB != 0)
        return meaningA == meaningB ? 1 : nearness(meaningA, meaningB);
    return similarity(base::foldHeading(a), base::foldHeading(b));
}

std::vector<bool> usedColumns(const Template &made)
{
    std::vector<bool> used(static_cast<std::size_t>(made.header.size()), false);
    for (const Assignment &assignment : made.mapping.assignments) {
        if (assignment.source != Source::Column)
            continue;
        for (const int column : QList<int>{assignment.column} + assignment.furtherColumns) {
            if (column >= 0 && column < made.header.size())
                used[static_cast<std::size_t>(column)] = true;
        }
    }
    return used;
}

//! Columns of the template in the sheet, and where a missing one may be under a new name.
struct Places {
    std::vector<int> same;
    std::vector<int> renamed;
};

Places placesOf(const Template &made, const QStringList &header, const std::vector<ColumnLook> &looks)
{
    Places places{headingPlaces(made.header, header), {}};
    const std::vector<bool> used = usedColumns(made);
    std::vector<std::vector<double>> weights(
        used.size(), std::vector<double>(static_cast<std::size_t>(header.size()), 0.0));
    for (std::size_t i = 0; i < used.size(); ++i) {
        if (!used[i] || places.same[i] >= 0)
            continue;
        for (std::size_t j = 0; j < weights[i].size(); ++j) {
            if (std::find(places.same.begin(), places.same.end(), static_cast<int>(j)) != places.same.end())
                continue;
            const ValueShape before = made.shapes.value(static_cast<qsizetype>(i), ValueShape::Other);
            const bool sameShape = before != ValueShape::Other && j < looks.size() && looks[j].isMostly(before);
            const double alike = likeness(made.header[static_cast<qsizetype>(i)], header[static_cast<qsizetype>(j)]);
            weights[i][j] = alike >= leastLikeness || sameShape ? alike + (sameShape ? 1 : 0) : 0;
        }
    }
    places.renamed = bestAssignment(weights);
    places.renamed.resize(used.size(), -1);
    return places;
}

QString shapeName(ValueShape shape)
{
    switch (shape) {
    case ValueShape::Phone:
        return QCoreApplication::translate("match", "phone numbers");
    case ValueShape::Email:
        return QCoreApplication::translate("match", "e-mail addresses");
    case ValueShape::Date:
        return QCoreApplication::translate("match", "dates");
    case ValueShape::TimeZone:
        return QCoreApplication::translate("match", "time zones");
    case ValueShape::Boolean:
        return QCoreApplication::translate("match", "yes and no");
    case ValueShape::Other:
        break;
    }
    return QCoreApplication::translate("match", "other text");
}

//! "31/12/2024": how such a date is written, for people.
QString orderName(DateOrder order)
{
    switch (order) {
    case DateOrder::DayFirst:
        return QCoreApplication::translate("match", "the day first (31/12)");
    case DateOrder::MonthFirst:
        return QCoreApplication::translate("match", "the month first (12/31)");
    case DateOrder::YearFirst:
        return QCoreApplication::translate("match", "the year first");
    case DateOrder::Unknown:
        break;
    }
    return {};
}

} // namespace

Template templateOf(const QString &name, const VariableSet &variables, const Mapping &mapping,
    const sheet::Document &document, const QString &defaultCountry, const QJsonObject &recipe)
{
    const std::vector<ColumnLook> looks = lookAtColumns(*document.table);
    Template made{name, document.table->header(), shapesOf(looks), dateOrdersOf(looks), document.options, variables,
        mapping, defaultCountry, recipe};
    // What a person answered about the rows of this file is to be asked again of the next one.
    made.reading.hiddenRows.reset();
    made.reading.mergedCells.reset();
    made.reading.table.reset();
    return made;
}

TemplateDifference difference(const Template &made, const QStringList &header, const std::vector<ColumnLook> &looks)
{
    const Places places = placesOf(made, header, looks);
    const std::vector<bool> used = usedColumns(made);
    TemplateDifference result;
    std::vector<bool> known(static_cast<std::size_t>(header.size()), false);
    int last = -1;
    for (std::size_t i = 0; i < used.size(); ++i) {
        const auto index = static_cast<qsizetype>(i);
        const int place = places.same[i];
        if (place >= 0) {
            known[static_cast<std::size_t>(place)] = true;
            result.isReordered |= place < last;
            last = std::max(last, place);
        }
        if (!used[i])
            continue;
        ++result.used;
        if (place < 0) {
            const int now = places.renamed[i];
            if (now < 0) {
                result.gone.append(made.header[index]);
            } else {
                result.renamed.append({made.header[index], header[now]});
                known[static_cast<std::size_t>(now)] = true;
            }
            continue;
        }
        ++result.found;
        const auto column = static_cast<std::size_t>(place);
        if (column >= looks.size())
            continue;
        const ValueShape before = made.shapes.value(index, ValueShape::Other);
        const ValueShape now = shapeOf(looks[column]);
        const bool isOther = before != ValueShape::Other ? looks[column].isHardly(before)
                                                         : now != ValueShape::Other && looks[column].isHardly(before);
        if (isOther)
            result.reshaped.append({made.header[index], before, now});
        const DateOrder orderBefore = made.dateOrders.value(index, DateOrder::Unknown);
        const DateOrder orderNow = looks[column].dateOrder();
        const bool isTold = orderBefore != DateOrder::Unknown && orderNow != DateOrder::Unknown;
        if (!isOther && isTold && orderBefore != orderNow)
            result.redated.append({made.header[index], orderBefore, orderNow});
    }
    for (std::size_t j = 0; j < known.size(); ++j) {
        if (!known[j])
            result.added.append(header[static_cast<qsizetype>(j)]);
    }
    return result;
}

double fit(const TemplateDifference &difference)
{
    if (difference.used == 0)
        return 0;
    // A renamed column is a likelihood, no match; a new one hardly speaks against the template.
    const double columns = difference.found + 0.5 * static_cast<double>(difference.renamed.size());
    const double strangers = 0.02 * static_cast<double>(std::min<qsizetype>(difference.added.size(), 5));
    return std::max(0.0, columns / difference.used - strangers);
}

QString describeFit(const TemplateDifference &difference)
{
    return QCoreApplication::translate("match", "%1 of %n column(s) match", nullptr, difference.used)
        .arg(difference.found);
}

QString listOf(const QStringList &headings)
{
    constexpr qsizetype mostNamed = 8;
    const qsizetype more = headings.size() - mostNamed;
    if (more <= 1) // one more takes no more room than saying so
        return headings.join(u", "_s);
    return QCoreApplication::translate("match", "%1 and %n more", nullptr, static_cast<int>(more))
        .arg(headings.mid(0, mostNamed).join(u", "_s));
}

QStringList describe(const TemplateDifference &difference)
{
    QStringList sentences;
    if (!difference.gone.isEmpty()) {
        sentences.append(QCoreApplication::translate(
            "match", "%n column(s) are gone: %1.", nullptr, static_cast<int>(difference.gone.size()))
                             .arg(listOf(difference.gone)));
    }
    for (const auto &column : difference.reshaped) {
        // What held no shape may have held nothing.
        sentences.append(column.before == ValueShape::Other
                ? QCoreApplication::translate("match", "“%1” now holds %2, and did not before.")
                      .arg(column.column, shapeName(column.now))
                : QCoreApplication::translate("match", "“%1” held %2, and now holds %3.")
                      .arg(column.column, shapeName(column.before), shapeName(column.now)));
    }
    for (const auto &column : difference.redated) {
        sentences.append(QCoreApplication::translate(
            "match", "The dates of “%1” had %2, and now have %3: look at them before you send.")
                             .arg(column.column, orderName(column.before), orderName(column.now)));
    }
    for (const auto &column : difference.renamed) {
        sentences.append(QCoreApplication::translate("match", "“%1” may be called “%2” now: that waits for your click.")
                             .arg(column.before, column.now));
    }
    if (!difference.added.isEmpty()) {
        sentences.append(QCoreApplication::translate(
            "match", "%n column(s) are new: %1.", nullptr, static_cast<int>(difference.added.size()))
                             .arg(listOf(difference.added)));
    }
    if (difference.isReordered)
        sentences.append(QCoreApplication::translate("match", "The columns stand in another order."));
    return sentences;
}

Mapping mappingFor(const Template &made, const QStringList &header, const std::vector<ColumnLook> &looks)
{
    const Places places = placesOf(made, header, looks);
    const auto placeOf = [](const std::vector<int> &of, int column) {
        return column >= 0 && static_cast<std::size_t>(column) < of.size() ? of[static_cast<std::size_t>(column)] : -1;
    };
    Mapping mapping = made.mapping;
    for (Assignment &assignment : mapping.assignments) {
        assignment.reason = MatchReason::FromTemplate;
        if (assignment.source != Source::Column)
            continue;
        QList<int> further;
        for (const int column : assignment.furtherColumns) {
            if (const int place = placeOf(places.same, column); place >= 0)
                further.append(place);
        }
        const int same = placeOf(places.same, assignment.column);
        const int renamed = placeOf(places.renamed, assignment.column);
        assignment.furtherColumns = further;
        if (same >= 0) {
            assignment.column = same;
            continue;
        }
        // What only may be the column waits for a click: one that is likely to have been renamed, or the next of
        // several.
        assignment.confirmed = false;
        assignment.reason = MatchReason::Similar;
        assignment.column = renamed;
        if (renamed < 0 && !further.isEmpty()) {
            assignment.column = further.first();
            assignment.furtherColumns.removeFirst();
        } else if (renamed < 0) {
            assignment.source = Source::NotSent;
            assignment.column = -1;
            assignment.furtherColumns.clear();
            assignment.reason = MatchReason::None;
        }
    }
    return mapping;
}

} // namespace callsheet::match
