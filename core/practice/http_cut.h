#pragma once

#include <QtGlobal>

#include <chrono>

namespace callsheet::practice {

//! A place among the bytes of a request or of an answer, before its size is known.
struct BytePosition {
    enum class From { Start, HeadEnd, BodyShare, End };
    From from = From::BodyShare;
    qint64 offset = 0; // with Start, HeadEnd and End; may be negative with the last two
    double share = 0.5; // with BodyShare: of the body, 0 to 1

    //! How many bytes stand before it, between nothing and all of them.
    qint64 in(qint64 headBytes, qint64 bodyBytes) const;
    friend bool operator==(const BytePosition &, const BytePosition &) = default;
};

//! How a connection goes on behind a cut.
enum class Ending {
    Close, // our side ends, as a program that exits well does
    Reset, // torn down at once
    Stay, // open, with nobody at this end: neither read nor written
};

struct Cut {
    BytePosition at;
    Ending ending = Ending::Close;
};

//! So many bytes, and a wait before the next ones.
struct Pace {
    qsizetype bytes = 1;
    std::chrono::milliseconds interval{1000};
};

} // namespace callsheet::practice
