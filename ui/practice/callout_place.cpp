#include "ui/practice/callout_place.h"

#include <algorithm>
#include <array>
#include <limits>

namespace callsheet::ui {

namespace {

using Side = CalloutPlace::Side;

constexpr auto gap = 4; // between the target and the tip of the pointer

int within(int wanted, int least, int most)
{
    return std::max(least, std::min(wanted, most));
}

QRect besideTarget(Side side, QSize callout, QRect target, QRect area)
{
    const int left = within(target.center().x() - callout.width() / 2, area.left(), area.right() - callout.width() + 1);
    const int top
        = within(target.center().y() - callout.height() / 2, area.top(), area.bottom() - callout.height() + 1);
    switch (side) {
    case Side::Above:
        return {{left, target.top() - gap - callout.height()}, callout};
    case Side::Below:
        return {{left, target.bottom() + 1 + gap}, callout};
    case Side::Before:
        return {{target.left() - gap - callout.width(), top}, callout};
    case Side::Behind:
        return {{target.right() + 1 + gap, top}, callout};
    case Side::Nowhere:
        break;
    }
    return {};
}

qint64 covered(QRect callout, QRect target)
{
    const QRect both = callout & target;
    return both.isEmpty() ? 0 : qint64{both.width()} * both.height();
}

} // namespace

CalloutPlace placeCallout(QSize callout, QRect target, QRect area)
{
    const QPoint lowest(area.right() - callout.width() + 1, area.bottom() - callout.height() + 1);
    if (target.isEmpty())
        return {{{area.center().x() - callout.width() / 2, lowest.y()}, callout}, Side::Nowhere};
    for (const Side side : {Side::Above, Side::Below, Side::Behind, Side::Before}) {
        const QRect rect = besideTarget(side, callout, target, area);
        if (area.contains(rect))
            return {rect, side};
    }
    // A target that leaves no room on any side: the corner that hides least of it.
    CalloutPlace best;
    qint64 least = std::numeric_limits<qint64>::max();
    for (const QPoint corner :
        std::array{lowest, QPoint(area.left(), lowest.y()), QPoint(lowest.x(), area.top()), area.topLeft()}) {
        const QRect rect(corner, callout);
        if (covered(rect, target) < least) {
            least = covered(rect, target);
            best = {rect, Side::Nowhere};
        }
    }
    return best;
}

} // namespace callsheet::ui
