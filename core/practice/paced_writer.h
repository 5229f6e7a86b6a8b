#pragma once

#include "core/practice/http_cut.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

class QTcpSocket;

namespace callsheet::practice {

//! Writes so many bytes at once and no faster; the first ones right away. Gone with its parent, or when it is done.
class PacedWriter final : public QObject {
    Q_OBJECT
public:
    PacedWriter(QTcpSocket &socket, const QByteArray &bytes, const Pace &pace, QObject *parent);

Q_SIGNALS:
    void pieceWritten();
    void finished();

private:
    void writePiece();

    QTcpSocket &m_socket;
    QByteArray m_bytes;
    Pace m_pace;
    QTimer m_timer;
};

} // namespace callsheet::practice
