#include "core/runs/number_memory.h"

#include "core/base/atomic_file.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include <array>

namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr qsizetype keySize = 32;

} // namespace

Result<NumberKey> numberKeyOf(const base::Profile &profile)
{
    const QString path = profile.path(u"numbers.key"_s);
    QFile file(path);
    if (file.exists()) {
        NumberKey key;
        if (file.open(QIODevice::ReadOnly))
            key = file.read(keySize + 1);
        if (key.size() == keySize)
            return key;
        return Error{ErrorKind::Storage,
            QCoreApplication::translate("runs",
                "The file “%1” cannot be read, so it is not known who was queued before. Put it back from a copy of "
                "the profile, or delete it to begin anew.")
                .arg(path),
            {}};
    }
    std::array<quint32, keySize / sizeof(quint32)> random{};
    QRandomGenerator::system()->fillRange(random.data(), static_cast<qsizetype>(random.size()));
    const NumberKey key(reinterpret_cast<const char *>(random.data()), keySize);
    const auto written = base::writeFileAtomically(path, key);
    if (!written)
        return written.error();
    return key;
}

QByteArray hashNumbers(const NumberKey &key, const std::vector<std::uint64_t> &phones)
{
    QByteArray hashes;
    if (key.isEmpty())
        return hashes;
    hashes.reserve(static_cast<qsizetype>(phones.size()) * numberHashSize);
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, key);
    for (const std::uint64_t phone : phones) {
        code.reset();
        code.addData(QByteArray::number(static_cast<qulonglong>(phone)));
        hashes += phone == 0 ? QByteArray(numberHashSize, '\0') : code.result().first(numberHashSize);
    }
    return hashes;
}

} // namespace callsheet::runs
