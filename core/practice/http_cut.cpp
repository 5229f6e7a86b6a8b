#include "core/practice/http_cut.h"

#include <algorithm>
#include <cmath>

namespace callsheet::practice {

qint64 BytePosition::in(qint64 headBytes, qint64 bodyBytes) const
{
    const qint64 all = headBytes + bodyBytes;
    qint64 position = offset;
    switch (from) {
    case From::Start:
        break;
    case From::HeadEnd:
        position += headBytes;
        break;
    case From::BodyShare:
        position = headBytes + static_cast<qint64>(std::floor(share * static_cast<double>(bodyBytes)));
        break;
    case From::End:
        position += all;
        break;
    }
    return std::clamp<qint64>(position, 0, all);
}

} // namespace callsheet::practice
