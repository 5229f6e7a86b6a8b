#include "core/send/one_shot_body.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace callsheet::send {

OneShotBody::OneShotBody(QByteArray body, QObject *parent)
    : QIODevice(parent)
    , m_body(std::move(body))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

void OneShotBody::openGate()
{
    if (std::exchange(m_isOpen, true))
        return;
    Q_EMIT readyRead();
}

qint64 OneShotBody::readData(char *data, qint64 maxSize)
{
    if (!m_isOpen) {
        if (!std::exchange(m_isWanted, true))
            Q_EMIT wanted();
        return 0; // nothing yet; -1 would be the end
    }
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
