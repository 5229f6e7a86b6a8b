#include "core/runs/preparation.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace callsheet::runs {

using namespace Qt::StringLiterals;

namespace {

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValueConstRef text : value.toArray())
        texts.append(text.toString());
    return texts;
}

} // namespace

QString toText(const Preparation &preparation)
{
    const QJsonObject json{{u"who"_s, preparation.who}, {u"template"_s, preparation.templateName},
        {u"cleanUps"_s, QJsonArray::fromStringList(preparation.cleanUps)},
        {u"changes"_s, QJsonArray::fromStringList(preparation.changes)}, {u"cellsChanged"_s, preparation.cellsChanged},
        {u"rowsLookedAt"_s, preparation.rowsLookedAt}};
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

Preparation preparationFrom(const QString &text)
{
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    Preparation preparation;
    preparation.who = json.value("who"_L1).toString();
    preparation.templateName = json.value("template"_L1).toString();
    preparation.cleanUps = textsOf(json.value("cleanUps"_L1));
    preparation.changes = textsOf(json.value("changes"_L1));
    preparation.cellsChanged = json.value("cellsChanged"_L1).toInteger();
    preparation.rowsLookedAt = json.value("rowsLookedAt"_L1).toInteger();
    return preparation;
}

} // namespace callsheet::runs
