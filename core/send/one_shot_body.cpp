#include "core/send/one_shot_body.h"

#include <algorithm>
#include <cstring>

namespace callsheet::send {

OneShotBody::OneShotBody(QByteArray body, QObject *parent)
    : QIODevice(parent)
    , m_body(std::move(body))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OneShotBody::readData(char *data, qint64 maxSize)
{
    const qint64 size = std::min(maxSize, m_body.size() - m_position);
    if (size <= 0)
        return -1;
    std::memcpy(data, m_body.constData() + m_position, static_cast<std::size_t>(size));
    m_position += size;
    Q_EMIT progressed(m_position);
    return size;
}

qint64 OneShotBody::writeData(const char *, qint64)
{
    return -1;
}

} // namespace callsheet::send
