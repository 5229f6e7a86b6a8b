#include "ui/common/resources.h"

#include <QDir>

// Q_INIT_RESOURCE must stand outside every namespace.
static void registerResources()
{
    Q_INIT_RESOURCE(callsheet);
}

namespace callsheet::ui {

void loadResources()
{
    static const bool once = [] {
        registerResources();
        return true;
    }();
    Q_UNUSED(once)
}

} // namespace callsheet::ui
