#pragma once

#include "core/match/column_look.h"
#include "core/match/mapping.h"
#include "core/sheet/open_sheet.h"

namespace callsheet::match {

//! Everything that a person decided about one kind of file, to be done again with next week's.
struct Template {
    QString name;
    QStringList header; // of the sheet that it was made from
    QList<ValueShape> shapes; // one a heading: what the values looked like
    QList<DateOrder> dateOrders; // one a heading
    sheet::ReadingOptions reading; // without what belongs to one file alone (which rows are hidden, …)
    VariableSet variables;
    Mapping mapping; // columns are those of `header`
    QString defaultCountry;
    QJsonObject recipe; // bulk fixes, in the words of core/check

    bool operator==(const Template &) const = default;
};

Template templateOf(const QString &name, const VariableSet &variables, const Mapping &mapping,
    const sheet::Document &document, const QString &defaultCountry, const QJsonObject &recipe);

base::Result<Template> loadTemplate(const QString &path);
base::Result<void> saveTemplate(const Template &made, const QString &path);

//! What is different in another sheet. Columns are named by their headings.
struct TemplateDifference {
    struct Renamed {
        QString before;
        QString now;
        bool operator==(const Renamed &) const = default;
    };
    struct Reshaped {
        QString column;
        ValueShape before = ValueShape::Other;
        ValueShape now = ValueShape::Other;
        bool operator==(const Reshaped &) const = default;
    };
    struct Redated {
        QString column;
        DateOrder before = DateOrder::Unknown;
        DateOrder now = DateOrder::Unknown;
        bool operator==(const Redated &) const = default;
    };
    QStringList gone; // that the mapping uses
    QStringList added;
    QList<Renamed> renamed; // that the mapping uses; likely, not certain
    QList<Reshaped> reshaped; // that the mapping uses
    QList<Redated> redated; // that the mapping uses
    bool isReordered = false;
    int used = 0; // columns that the mapping uses
    int found = 0; // of them, under the same heading

    bool isNothing() const
    {
        return gone.isEmpty() && added.isEmpty() && renamed.isEmpty() && reshaped.isEmpty() && redated.isEmpty()
            && !isReordered;
    }
    bool operator==(const TemplateDifference &) const = default;
};
TemplateDifference difference(
    const Template &made, const QStringList &header, const std::vector<ColumnLook> &looks = {});

//! 0 (another kind of file) to 1 (the same columns).
double fit(const TemplateDifference &difference);
//! A template below this is not suggested.
constexpr double leastFit = 0.6;
//! "11 of 12 columns match".
QString describeFit(const TemplateDifference &difference);
//! "Region, Notes, Fax and 190 more": a sheet may have hundreds.
QString listOf(const QStringList &headings);
//! One sentence a kind of difference, the gravest first; none where there is no difference.
QStringList describe(const TemplateDifference &difference);

//! The template's mapping for this sheet. A column that was likely renamed waits for a click; one that is gone is not
//! sent.
Mapping mappingFor(const Template &made, const QStringList &header, const std::vector<ColumnLook> &looks = {});

} // namespace callsheet::match
