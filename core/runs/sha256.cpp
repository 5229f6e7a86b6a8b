#include "core/runs/sha256.h"

#include <openssl/evp.h>

namespace callsheet::runs {

QByteArray sha256Of(QByteArrayView bytes)
{
    QByteArray hash(EVP_MAX_MD_SIZE, '\0');
    unsigned int size = 0;
    const bool done = EVP_Digest(bytes.data(), static_cast<std::size_t>(bytes.size()),
                          reinterpret_cast<unsigned char *>(hash.data()), &size, EVP_sha256(), nullptr)
        == 1;
    hash.truncate(done ? static_cast<qsizetype>(size) : 0);
    return hash;
}

} // namespace callsheet::runs
