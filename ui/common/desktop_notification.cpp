#include "ui/common/desktop_notification.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QVariantMap>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

void notifyOnDesktop(const QString &title, const QString &text)
{
    QDBusMessage message = QDBusMessage::createMethodCall(u"org.freedesktop.Notifications"_s,
        u"/org/freedesktop/Notifications"_s, u"org.freedesktop.Notifications"_s, u"Notify"_s);
    constexpr uint inPlaceOfNone = 0;
    constexpr int asLongAsUsual = -1;
    // Some desktops read the text as markup.
    message << u"Callsheet"_s << inPlaceOfNone << u"callsheet"_s << title << text.toHtmlEscaped() << QStringList()
            << QVariantMap{{u"desktop-entry"_s, u"callsheet"_s}} << asLongAsUsual;
    QDBusConnection::sessionBus().send(message);
}

} // namespace callsheet::ui
