#include "core/match/json_file.h"
#include "core/match/reading_options_file.h"
#include "core/match/template.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <array>

// The JSON of a template: a variable set and a mapping as their own files hold them, and what else was decided.

namespace callsheet::match {

using namespace Qt::StringLiterals;

namespace {

//! The words of the file, in the order of DateOrder and of ValueShape.
constexpr std::array orderWords = {"unknown"_L1, "dayFirst"_L1, "monthFirst"_L1, "yearFirst"_L1};
constexpr std::array shapeWords = {"text"_L1, "phone"_L1, "email"_L1, "date"_L1, "timezone"_L1, "boolean"_L1};

} // namespace

base::Result<Template> loadTemplate(const QString &path)
{
    const auto object = readJsonObject(path);
    if (!object)
        return object.error();
    if (!object->value("header"_L1).isArray()) {
        return invalid(QCoreApplication::translate("match",
            "“%1” is not a template: it does not say which columns it is for. Choose another file, or save the "
            "template "
            "anew.")
                           .arg(path));
    }
    Template made;
    made.name = object->value("name"_L1).toString();
    const QJsonArray header = object->value("header"_L1).toArray();
    for (const QJsonValue &heading : header)
        made.header.append(heading.toString());
    const QJsonArray shapes = object->value("shapes"_L1).toArray();
    for (const QJsonValue &shape : shapes) {
        const auto word = std::find(shapeWords.begin(), shapeWords.end(), shape.toString());
        made.shapes.append(
            word == shapeWords.end() ? ValueShape::Other : static_cast<ValueShape>(word - shapeWords.begin()));
    }
    const QJsonArray orders = object->value("dateOrders"_L1).toArray();
    for (const QJsonValue &order : orders) {
        const auto word = std::find(orderWords.begin(), orderWords.end(), order.toString());
        made.dateOrders.append(
            word == orderWords.end() ? DateOrder::Unknown : static_cast<DateOrder>(word - orderWords.begin()));
    }
    made.reading = readingOptionsFrom(object->value("reading"_L1).toObject());
    made.reading.hiddenRows.reset(); // these are answers about one file alone
    made.reading.mergedCells.reset();
    made.reading.table.reset();
    const auto variables = variableSetFrom(object->value("variableSet"_L1).toObject(), path);
    if (!variables)
        return variables.error();
    made.variables = *variables;
    const auto mapping = mappingFrom(object->value("mapping"_L1).toObject(), made.variables, made.header, path);
    if (!mapping)
        return mapping.error();
    made.mapping = *mapping;
    made.defaultCountry = object->value("defaultCountry"_L1).toString();
    made.recipe = object->value("recipe"_L1).toObject();
    return made;
}

base::Result<void> saveTemplate(const Template &made, const QString &path)
{
    QJsonArray shapes;
    for (const ValueShape shape : made.shapes)
        shapes.append(shapeWords[static_cast<std::size_t>(shape)]);
    QJsonArray orders;
    for (const DateOrder order : made.dateOrders)
        orders.append(orderWords[static_cast<std::size_t>(order)]);
    return writeJsonObject(
        {{"name"_L1, made.name}, {"header"_L1, QJsonArray::fromStringList(made.header)}, {"shapes"_L1, shapes},
            {"dateOrders"_L1, orders}, {"reading"_L1, toJson(made.reading)}, {"variableSet"_L1, toJson(made.variables)},
            {"mapping"_L1, toJson(made.mapping, made.variables, made.header)},
            {"defaultCountry"_L1, made.defaultCountry}, {"recipe"_L1, made.recipe}},
        path);
}

} // namespace callsheet::match
