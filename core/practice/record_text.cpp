#include "core/practice/record_text.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace callsheet::practice {

std::string_view fieldOf(std::string_view json, std::string_view key)
{
    std::string_view found;
    forEachField(json, [&found, key](std::string_view name, std::string_view value) {
        if (name == key)
            found = value;
    });
    return found;
}

QString textOf(std::string_view value)
{
    if (value.empty() || value == "null")
        return {};
    if (value.front() != '"')
        return QString::fromLatin1(value.data(), static_cast<qsizetype>(value.size()));
    const std::string_view inside = value.substr(1, value.size() - 2);
    if (inside.find('\\') == std::string_view::npos)
        return QString::fromUtf8(inside.data(), static_cast<qsizetype>(inside.size()));
    const QByteArray array = '[' + QByteArray(value.data(), static_cast<qsizetype>(value.size())) + ']';
    return QJsonDocument::fromJson(array).array().at(0).toString();
}

} // namespace callsheet::practice
