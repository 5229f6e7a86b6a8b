#include "core/match/variable_set.h"

#include "core/base/text_fold.h"
#include "core/match/mapping.h"
#include "core/sheet/table.h"

#include <QCoreApplication>
#include <QSet>

namespace callsheet::match {

using namespace Qt::StringLiterals;

namespace {

Variable phoneNumberVariable()
{
    return {phoneNumberKey, QCoreApplication::translate("match", "Phone number"), true, VariableType::Phone, {}};
}

//! "Order amount (EUR)" becomes "order_amount_eur"; nothing that the service refuses can be left in it.
QString keyFromHeading(const QString &heading, int column)
{
    const QString folded = base::foldHeading(heading);
    return folded.isEmpty() ? "column_"_L1 + sheet::columnLetters(column).toLower()
                            : QString(folded).replace(u' ', u'_');
}

} // namespace

int VariableSet::indexOf(const QString &key) const
{
    for (int i = 0; i < static_cast<int>(variables.size()); ++i) {
        if (variables[i].key == key)
            return i;
    }
    return -1;
}

VariableSet learnVariableSet(const QStringList &header)
{
    VariableSet set;
    set.variables.append(phoneNumberVariable());
    // A guess is not enough here: a wrong column would be called.
    const Assignment phone = suggestMapping(set, header).assignments.first();
    const int phoneColumn = phone.isUsed() ? phone.column : -1;
    if (phoneColumn >= 0) {
        set.variables.first().label = header[phoneColumn];
        set.variables.first().aliases = {header[phoneColumn]};
    }
    QSet<QString> keys = {phoneNumberKey};
    for (int column = 0; column < static_cast<int>(header.size()); ++column) {
        if (column == phoneColumn)
            continue;
        const QString wanted = keyFromHeading(header[column], column);
        QString key = wanted;
        for (int copy = 2; keys.contains(key); ++copy)
            key = u"%1_%2"_s.arg(wanted).arg(copy);
        keys.insert(key);
        set.variables.append({key, header[column], false, VariableType::Text, {header[column]}});
    }
    return set;
}

QStringList warningsAbout(const VariableSet &set)
{
    static const QSet<QString> reserved = {u"_id"_s, u"id"_s, u"batchId"_s, u"userId"_s, u"phoneLogs"_s, u"status"_s,
        u"callStatus"_s, u"createdAt"_s, u"updatedAt"_s, u"isDeleted"_s};
    QStringList warnings;
    for (const Variable &variable : set.variables) {
        if (reserved.contains(variable.key)) {
            warnings.append(QCoreApplication::translate("match",
                "The service uses the key “%1” in its own records, so that a value "
                "sent under it may be lost or do harm. Rename it if the agent allows.")
                                .arg(variable.key));
        }
    }
    return warnings;
}

} // namespace callsheet::match
