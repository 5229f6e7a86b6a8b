#pragma once

#include "core/send/personal_words.h"

#include <QByteArray>
#include <QString>

namespace callsheet::send {

// What a support person may see of a request and its answer: how it is built, and nothing of anybody in it.

//! The first records of a request's body, indented. Keys stand in full, but for one that is a phone number itself;
//! phone numbers keep their last three digits, and of every other value only its kind is told.
QString redactedBody(const QByteArray &body);

//! An answer, whatever it is: of JSON its keys, the service's own words and numbers, and the kind of everything else;
//! of anything else its text. In the words that are shown, those of the people are hidden. Never longer than some
//! thousand characters.
QString redactedAnswer(const QByteArray &answer, const PersonalWords &people);

//! The service's words, or a sentence of ours that quotes them.
QString redactedWords(const QString &words, const PersonalWords &people);

} // namespace callsheet::send
