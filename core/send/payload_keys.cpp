#include "core/send/payload_keys.h"

namespace callsheet::send {

runs::PayloadKeys payloadKeysOf(const connection::KeptKeys &kept)
{
    runs::PayloadKeys keys{true, kept.current.reveal(), {}};
    for (const base::Secret &older : kept.older)
        keys.older.push_back(older.reveal());
    return keys;
}

} // namespace callsheet::send
