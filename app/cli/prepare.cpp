#include "app/cli/prepare.h"

#include <QCoreApplication>

namespace callsheet::app {

using namespace Qt::StringLiterals;
using base::Result;

QStringList preparingOptionNames()
{
    return readingOptionNames() + QStringList{u"variables"_s, u"mapping"_s, u"country"_s};
}

Result<Prepared> prepare(const Arguments &arguments)
{
    if (!arguments.has(u"variables"_s)) {
        return wrongUsage(QCoreApplication::translate("cli",
            "Say what the agent expects with --variables SET.json. The samples hold "
            "one to start from."));
    }
    const auto options = readingOptions(arguments);
    if (!options)
        return options.error();
    Prepared prepared;
    prepared.input.settings.defaultCountry = arguments.value(u"country"_s).toUpper();
    if (!prepared.input.settings.defaultCountry.isEmpty()
        && !check::knownCountries().contains(prepared.input.settings.defaultCountry)) {
        return wrongUsage(QCoreApplication::translate("cli",
            "“%1” is not a country code. --country takes two letters, such as GB, "
            "US or DE.")
                              .arg(arguments.value(u"country"_s)));
    }
    const auto variables = match::loadVariableSet(arguments.value(u"variables"_s));
    if (!variables)
        return variables.error();
    auto document = sheet::openSheet(arguments.positional(0), *options, nullptr, {});
    if (!document)
        return document.error();
    const QStringList &header = document->table->header();
    const auto mapping = arguments.has(u"mapping"_s)
        ? match::loadMapping(arguments.value(u"mapping"_s), *variables, header)
        : Result<match::Mapping>(match::suggestMapping(*variables, *document->table));
    if (!mapping)
        return mapping.error();
    const auto missing = match::whatIsMissing(*variables, *mapping, header);
    if (missing) {
        return wrongUsage(
            QCoreApplication::translate("cli", "%1 Say which column it is in a file given with --mapping.")
                .arg(*missing));
    }
    prepared.input.table = document->table;
    prepared.input.variables = *variables;
    prepared.input.mapping = *mapping;
    const auto report = check::checkRows(prepared.input, nullptr, {});
    if (!report)
        return report.error();
    prepared.report = *report;
    prepared.document = std::move(*document);
    return prepared;
}

} // namespace callsheet::app
