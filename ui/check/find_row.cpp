#include "ui/check/find_row.h"

#include "core/check/record_maker.h"

#include <algorithm>

namespace callsheet::ui {

namespace {

constexpr std::size_t rowsAtATime = 4096; // between two looks at the stop token

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

//! A text that many cells are searched for. Most are plain letters and digits, and are found without making a QString
//! of every cell.
class Wanted {
public:
    explicit Wanted(const QString &text)
        : m_text(text)
        , m_bytes(text.toLower().toStdString())
        , m_isAscii(std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; }))
    {
    }

    bool isIn(std::string_view cell) const
    {
        if (m_isAscii)
            return std::search(cell.begin(), cell.end(), m_bytes.begin(), m_bytes.end(), [](char a, char b) {
                return lower(a) == b;
            }) != cell.end();
        return QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()))
            .contains(m_text, Qt::CaseInsensitive);
    }

private:
    QString m_text;
    std::string m_bytes; // in small letters
    bool m_isAscii;
};

} // namespace

std::optional<FoundCell> findRow(const check::CheckInput &input, std::shared_ptr<const check::Report> report,
    const std::vector<sheet::RowIndex> &rows, std::size_t from, const QString &text, std::stop_token stop)
{
    if (text.isEmpty())
        return std::nullopt;
    const Wanted wanted(text);
    const std::vector<check::ValueSource> sources = check::valueSources(input.variables, input.mapping);
    sheet::RowCells cells;
    std::vector<check::Field> fields;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % rowsAtATime == 0 && stop.stop_requested())
            return std::nullopt;
        const std::size_t place = (from + i) % rows.size();
        check::makeRecord(input, sources, *report, rows[place], cells, fields);
        for (std::size_t variable = 0; variable < sources.size(); ++variable) {
            const int column = sources[variable].isUsed() ? sources[variable].columnOf(cells) : -1;
            if (column >= 0 && wanted.isIn(cells[static_cast<std::size_t>(column)]))
                return FoundCell{place, static_cast<int>(variable)};
        }
        const auto sent = std::find_if(fields.begin(), fields.end(), [&](const check::Field &field) {
            // What a person typed for every row is in every row, and not worth a search.
            const bool isFixed = sources[static_cast<std::size_t>(field.variable)].columnOf(cells) < 0;
            return !isFixed && wanted.isIn(field.text);
        });
        if (sent != fields.end())
            return FoundCell{place, sent->variable};
    }
    return std::nullopt;
}

} // namespace callsheet::ui
