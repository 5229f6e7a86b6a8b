#include "ui/practice/practice_words.h"

#include "ui/common/numbers.h"

#include <QCoreApplication>

namespace callsheet::ui {

QString connectionTitle(const connection::Connection &connection)
{
    return connection.practice ? QCoreApplication::translate("practice", "%1 (nobody is called)").arg(connection.name)
                               : connection.name;
}

QString runTarget(const runs::RunHead &head)
{
    return head.practice ? QCoreApplication::translate("practice", "Practice service, nobody is called")
                         : QCoreApplication::translate("practice", "Real calls: %1, %2")
                               .arg(head.connectionName, isolated(head.baseUrl));
}

QString shortRunTarget(const runs::RunHead &head)
{
    return head.practice ? QCoreApplication::translate("practice", "Practice") : head.connectionName;
}

QString rehearsalIsOver()
{
    return QCoreApplication::translate("practice",
        "This rehearsal is over: the practice service that took these people ended when Callsheet was closed, so "
        "nobody "
        "can be looked up any more. Nobody was called and nothing was changed. Say with each chunk what its people "
        "count "
        "as, or delete the data of this run.");
}

} // namespace callsheet::ui
