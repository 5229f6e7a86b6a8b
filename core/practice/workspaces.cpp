#include "core/practice/workspaces.h"

#include <algorithm>
#include <array>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

//! In the order of VariableType.
constexpr std::array typeNames = {"text"_L1, "number"_L1, "boolean"_L1, "date"_L1, "timezone"_L1, "phone"_L1};

} // namespace

VariableType variableTypeNamed(const QString &name)
{
    const auto found = std::find(typeNames.begin(), typeNames.end(), name);
    return found == typeNames.end() ? VariableType::Text : static_cast<VariableType>(found - typeNames.begin());
}

QList<Workspace> fixedWorkspaces()
{
    Workspace acme;
    acme.name = u"Acme practice"_s;
    acme.userId = u"64e5f1230000000000aa0001"_s;
    acme.apiKey = u"practice-key-acme-0001"_s;
    acme.bearer = u"practice-token-acme-0001"_s;
    acme.callingNumbers
        = QStringList{u"64e5f1230000000000bb0001"_s, u"64e5f1230000000000bb0002"_s, u"64e5f1230000000000bb0003"_s};
    acme.batches = QStringList{u"64e5f1230000000000cc0001"_s};
    acme.agents
        = {{u"64e5f1230000000000dd0001"_s, u"Reminders"_s, {}}, {u"64e5f1230000000000dd0002"_s, u"Survey"_s, {}}};
    acme.agentOfNumber = {{acme.callingNumbers[0], acme.agents[0].id}, {acme.callingNumbers[1], acme.agents[1].id}};

    Workspace borealis;
    borealis.name = u"Borealis practice"_s;
    borealis.userId = u"64e5f1230000000000aa0002"_s;
    borealis.apiKey = u"practice-key-borealis-0002"_s;
    borealis.bearer = u"practice-token-borealis-0002"_s;
    borealis.callingNumbers = QStringList{u"64e5f1230000000000bb0011"_s, u"64e5f1230000000000bb0012"_s};
    borealis.batches = QStringList{u"64e5f1230000000000cc0002"_s};
    borealis.agents = {{u"64e5f1230000000000dd0011"_s, u"Appointments"_s, {}}};
    borealis.agentOfNumber
        = {{borealis.callingNumbers[0], borealis.agents[0].id}, {borealis.callingNumbers[1], borealis.agents[0].id}};
    return {acme, borealis};
}

} // namespace callsheet::practice
