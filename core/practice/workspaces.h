#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace callsheet::practice {

enum class VariableType { Text, Number, Boolean, Date, TimeZone, Phone };

//! The type of this name in a file of variables: text, number, boolean, date, timezone, phone. Whoever has a variable
//! set asks by name, so that this folder knows nothing of matching. Any other name is text, which takes every value.
VariableType variableTypeNamed(const QString &name);

//! A field that a practice agent wants in every record.
struct AgentVariable {
    QString key;
    bool required = false;
    VariableType type = VariableType::Text;
};

//! Who speaks when a call is answered, and what it has to know of the person.
struct Agent {
    QString id;
    QString name;
    QList<AgentVariable> variables;
};

struct Workspace {
    QString name;
    QString userId;
    QString apiKey;
    QString bearer;
    QStringList callingNumbers; // phone ids; the last one of the first workspace has no agent
    QStringList batches; // ids that exist from the start
    QList<Agent> agents;
    QHash<QString, QString> agentOfNumber; // calling number → id of the agent that is bound to it
};

//! Two workspaces, the same every time, so that keys can be written down.
QList<Workspace> fixedWorkspaces();

} // namespace callsheet::practice
