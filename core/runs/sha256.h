#pragma once

#include <QByteArray>

namespace callsheet::runs {

//! SHA-256 by OpenSSL: Qt 6.4's own knows no instructions for it and takes longer for a chunk's body than everything
//! else between two chunks. Empty where OpenSSL refuses, which is the hash of nothing.
QByteArray sha256Of(QByteArrayView bytes);

} // namespace callsheet::runs
