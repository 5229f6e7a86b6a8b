#pragma once

#include "core/practice/fault_plan.h"
#include "core/practice/http_answer.h"
#include "core/practice/http_request.h"

namespace callsheet::practice {

// The answers that are wrong on purpose.

//! What a fault of kind Status says: the envelope, or a page of HTML as a gateway between the client and the service
//! would say it.
HttpAnswer statusAnswer(const Fault &fault, const HttpRequest &request);

//! 200 with a page that no client asked for, as a network sends it that wants a sign-in first.
HttpAnswer pageAnswer();

//! Success for so many records, of which nothing needs to be true.
HttpAnswer claimedAnswer(int records);

//! Code 207; `added` is what it says of them, whatever was stored.
HttpAnswer partialAnswer(const PartialAnswer &partial, int added);

//! The same envelope, that first says the opposite under the same names.
HttpAnswer withDuplicateKeys(HttpAnswer answer);

//! The same envelope with blanks behind it, `size` bytes in all.
HttpAnswer padded(HttpAnswer answer, qint64 size);

//! Declared as gzip, and compressed or not.
HttpAnswer declaredAsGzip(HttpAnswer answer, bool compressed);

} // namespace callsheet::practice
