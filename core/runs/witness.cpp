#include "core/runs/witness.h"

#include <unistd.h>

namespace callsheet::runs {

namespace {

constexpr qint64 numberWidth = 20; // fixed, so that a newer mark overwrites the whole of an older one

} // namespace

QByteArray toLine(const ChainMark &mark)
{
    return QByteArray::number(mark.event).rightJustified(numberWidth, '0') + ' ' + mark.hash.toHex() + '\n';
}

std::optional<ChainMark> markFrom(const QByteArray &line)
{
    const QByteArrayList words = line.trimmed().split(' ');
    bool ok = false;
    const qint64 event = words.first().toLongLong(&ok);
    if (!ok || (event > 0 && words.size() != 2))
        return std::nullopt;
    return ChainMark{event, event > 0 ? QByteArray::fromHex(words.last()) : QByteArray()};
}

bool FileWitness::open()
{
    if (m_file.isOpen())
        return true;
    return m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

std::optional<ChainMark> FileWitness::read()
{
    if (!m_file.exists() || !open() || !m_file.seek(0))
        return std::nullopt;
    return markFrom(m_file.read(200));
}

bool FileWitness::write(const ChainMark &mark, bool forGood)
{
    const QByteArray line = toLine(mark);
    if (!open() || !m_file.seek(0) || m_file.write(line) != line.size())
        return false;
    return !forGood || ::fdatasync(m_file.handle()) == 0;
}

} // namespace callsheet::runs
