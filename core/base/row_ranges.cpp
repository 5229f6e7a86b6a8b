#include "core/base/row_ranges.h"

#include <QStringList>

namespace callsheet::base {

using namespace Qt::StringLiterals;

QString toRowRanges(const std::vector<std::uint32_t> &rows)
{
    QString text;
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t last = i;
        while (last + 1 < rows.size() && rows[last + 1] == rows[last] + 1)
            ++last;
        if (!text.isEmpty())
            text += u',';
        text += QString::number(rows[i]);
        if (last > i)
            text += u'-' + QString::number(rows[last]);
        i = last + 1;
    }
    return text;
}

std::optional<std::vector<std::uint32_t>> fromRowRanges(const QString &text)
{
    constexpr std::uint32_t mostRows = 100'000'000; // far above any sheet: a damaged record must not fill the memory
    std::vector<std::uint32_t> rows;
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const qsizetype dash = part.indexOf(u'-');
        bool firstOk = false;
        bool lastOk = true;
        const std::uint32_t first = part.left(dash < 0 ? part.size() : dash).toUInt(&firstOk);
        const std::uint32_t last = dash < 0 ? first : part.mid(dash + 1).toUInt(&lastOk);
        if (!firstOk || !lastOk || last < first || last - first >= mostRows - rows.size())
            return std::nullopt;
        for (std::uint32_t row = first; row < last; ++row)
            rows.push_back(row);
        rows.push_back(last);
    }
    return rows;
}

} // namespace callsheet::base
