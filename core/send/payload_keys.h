#pragma once

#include "core/connection/journal_keys.h"
#include "core/runs/payload_cipher.h"

namespace callsheet::send {

//! What the journal needs of the keys that a profile keeps.
runs::PayloadKeys payloadKeysOf(const connection::KeptKeys &kept);

} // namespace callsheet::send
