#include "core/practice/listening.h"

#include <QCoreApplication>

namespace callsheet::practice {

base::Result<Listening> listeningFor(const PracticeOptions &options)
{
    Listening listening{QHostAddress(QHostAddress::LocalHost), std::nullopt};
    if (!options.listenAddress.isEmpty() && !listening.address.setAddress(options.listenAddress)) {
        return base::Error{base::ErrorKind::InvalidInput,
            QCoreApplication::translate("practice",
                "“%1” is no address to listen on; write one of this computer's in numbers, such as 192.168.1.20.")
                .arg(options.listenAddress),
            {}};
    }
    if (!listening.address.isLoopback() && options.token.isEmpty()) {
        return base::Error{base::ErrorKind::InvalidInput,
            QCoreApplication::translate("practice",
                "On %1 other computers reach the practice service, so it needs a token that keeps strangers out: add "
                "--token or --token-file.")
                .arg(listening.address.toString()),
            {}};
    }
    if (options.tls == TlsVariant::None)
        return listening;
    base::Result<ServerIdentity> identity = makeIdentity(options.tls);
    if (!identity)
        return identity.error();
    listening.identity = *identity;
    return listening;
}

} // namespace callsheet::practice
