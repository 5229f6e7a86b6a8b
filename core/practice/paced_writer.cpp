#include "core/practice/paced_writer.h"

#include <QTcpSocket>

#include <algorithm>

namespace callsheet::practice {

PacedWriter::PacedWriter(QTcpSocket &socket, const QByteArray &bytes, const Pace &pace, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_bytes(bytes)
    , m_pace(pace)
{
    connect(&m_timer, &QTimer::timeout, this, &PacedWriter::writePiece);
    m_timer.start(m_pace.interval);
    QMetaObject::invokeMethod(this, &PacedWriter::writePiece, Qt::QueuedConnection); // its signals are wired by then
}

void PacedWriter::writePiece()
{
    const qsizetype bytes = std::min(m_pace.bytes, m_bytes.size());
    m_socket.write(m_bytes.first(bytes));
    m_bytes.remove(0, bytes);
    Q_EMIT pieceWritten();
    if (!m_bytes.isEmpty())
        return;
    m_timer.stop();
    deleteLater();
    Q_EMIT finished();
}

} // namespace callsheet::practice
