#include "core/base/user_name.h"

#ifdef Q_OS_UNIX
#include <pwd.h>
#include <unistd.h>

#include <array>
#endif

namespace callsheet::base {

using namespace Qt::StringLiterals;

QString userName()
{
#ifdef Q_OS_UNIX
    // Not of the environment, which says whatever whoever started the program wants it to say.
    passwd entry{};
    passwd *found = nullptr;
    std::array<char, 16 * 1024> buffer{};
    if (getpwuid_r(getuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found && *found->pw_name)
        return QString::fromLocal8Bit(found->pw_name);
    return QString::number(getuid());
#else
    const QString name = qEnvironmentVariable("USERNAME");
    return name.isEmpty() ? u"?"_s : name;
#endif
}

} // namespace callsheet::base
