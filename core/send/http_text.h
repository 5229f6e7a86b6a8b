#pragma once

#include <QByteArray>
#include <QByteArrayView>

// What may stand in the lines of HTTP (RFC 9110, 5.5 and 5.6.2).
namespace callsheet::send {

//! The characters of methods and header names, and at least one of them.
bool isToken(QByteArrayView text);
//! 0 to 9, and at least one of them: no sign, no blank.
bool isDigits(QByteArrayView text);
//! Whether any byte of it is a control character, the line ends among them; a tab is none here.
bool holdsControls(QByteArrayView text);

} // namespace callsheet::send
