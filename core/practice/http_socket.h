#pragma once

#include <QtGlobal>

class QTcpSocket;

// What the server wants of a socket and Qt has no word for. A socket may speak TLS or not.
namespace callsheet::practice {

bool isEncrypted(const QTcpSocket &socket);
//! Also what TLS has made of it.
qint64 bytesToWrite(const QTcpSocket &socket);

//! Qt's client writes a body in pieces and waits for the acknowledgement of the last; a delayed one costs 40 ms a
//! request.
void acknowledgeAtOnce(const QTcpSocket &socket);
//! As little room as the system grants: a client whose bytes are not read is to notice soon.
void narrow(QTcpSocket &socket);
//! Behind bytes that nobody reads, Qt does not see the end of a connection; the system knows it.
bool hasPeerLeft(const QTcpSocket &socket);

//! Ends our direction; the other one can still be read.
void endWriting(QTcpSocket &socket);
//! Tears the connection down, so that the peer is told at once.
void reset(QTcpSocket &socket);

} // namespace callsheet::practice
