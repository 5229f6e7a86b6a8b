#pragma once

#include "core/sheet/csv_cursor.h"
#include "core/sheet/limits.h"

#include <string>

namespace callsheet::sheet {

//! One field as it stands in the text.
struct CsvField {
    std::string_view text; // what is between the quotes, or the whole field where it is read literally
    bool isQuoted = false;
    bool hasEscapes = false; // two characters of `text` stand for one, as the marks' escape says
};

//! One record, whatever it holds. A record is what a spreadsheet program shows as one row.
struct CsvRecord {
    std::size_t end = 0; // without the line end
    std::size_t next = 0; // where the following record begins
    std::size_t fields = 0;
    std::size_t unclosedAt = 0; // where the quote stands that is never closed
    std::uint32_t lineBreaks = 0; // inside of its fields
    std::uint32_t breaksBeforeUnclosed = 0; // those of them above the quote that is never closed
    bool strayQuote = false;
    bool unclosedQuote = false;
    bool nulByte = false;
    // Signs that other marks may be right:
    bool bareQuote = false; // a quote inside a quoted field that nothing escapes, where the marks know no escape
    bool doubledQuote = false; // …and one that is doubled all the same
    bool foreignBreak = false; // a line break outside of quotes that is not the marks' line end
    bool separatorBegun = false; // the first byte of a longer separator without the rest

    bool operator==(const CsvRecord &) const = default;
};

//! A quoted field of several lines longer than this is taken for one whose quote was never closed: four bytes for each
//! of the 32,767 characters that a cell of a spreadsheet may hold.
constexpr std::size_t mostQuotedBytes = 4 * 32'767;

//! Length of the line break at this place, 0 when what stands there ends no row.
inline std::size_t lineEndLength(std::string_view text, std::size_t position, CsvLineEnd lineEnd)
{
    const bool isReturn = text[position] == '\r';
    const bool isPair = isReturn && position + 1 < text.size() && text[position + 1] == '\n';
    switch (lineEnd) {
    case CsvLineEnd::Any:
        return isPair ? 2 : isReturn || text[position] == '\n' ? 1 : 0;
    case CsvLineEnd::Lf:
        return text[position] == '\n' ? 1 : 0;
    case CsvLineEnd::CrLf:
        return isPair ? 2 : 0;
    case CsvLineEnd::Cr:
        return isReturn ? 1 : 0;
    }
    return 0;
}

//! Reads the record that begins at `start`, where the cursor stands, and gives every field to `sink(CsvField)`.
//! A quote opens only at the start of a field. It counts as never closed when the text ends first, when the field grows
//! beyond all measure, or when it reaches over a line end to a quote that closes nothing (text follows): then it is
//! read literally and its record ends with its line, so that the rows below it stay what they are. What is read depends
//! on nothing before `start`, so that the index and the later reading of one row always agree.
template <typename Sink>
CsvRecord readRecord(CsvCursor &cursor, std::size_t start, Sink &&sink)
{
    const std::string_view text = cursor.text();
    const CsvMarks &marks = cursor.marks();
    const char separator = marks.separator;
    const char quote = marks.quote;
    const std::string_view separatorRest = marks.separatorRest;
    constexpr std::size_t none = std::string_view::npos;

    CsvRecord record;
    CsvRecord beforeQuote; // what was found when the field's quote opened
    std::size_t fieldStart = start;
    std::size_t opened = none; // of the quote that opened this field
    std::size_t closed = none;
    bool escaped = false;
    bool literalField = false; // text follows the closing quote
    bool literalLine = false; // an unclosed quote was met
    bool inQuotes = false;
    bool overLineEnd = false;

    const auto emitField = [&](std::size_t end) {
        if (closed != none && !literalField) {
            const std::string_view inner = text.substr(opened + 1, closed - opened - 1);
            if (marks.escape == CsvEscape::Backslash)
                escaped = inner.find('\\') != none;
            sink(CsvField{inner, true, escaped});
        } else {
            sink(CsvField{text.substr(fieldStart, end - fieldStart), false, false});
        }
        ++record.fields;
        opened = closed = none;
        escaped = literalField = false;
    };
    const auto giveUpQuote = [&] {
        record = beforeQuote;
        record.unclosedQuote = true;
        record.unclosedAt = opened;
        record.breaksBeforeUnclosed = record.lineBreaks;
        literalLine = true;
        inQuotes = false;
        escaped = false;
        cursor.seek(opened + 1);
        opened = none;
    };
    const auto separatorAt = [&](std::size_t position) {
        return text[position] == separator
            && (separatorRest.empty() || text.substr(position + 1).starts_with(separatorRest));
    };
    // What follows a closing quote: only blanks may stand between it and the end of the field.
    const auto textFollows = [&](std::size_t position) {
        while (position < text.size() && text[position] == ' ' && separator != ' ')
            ++position;
        return position < text.size() && !separatorAt(position) && lineEndLength(text, position, marks.lineEnd) == 0;
    };
    const auto isEscaped = [&](std::size_t position) {
        std::size_t first = position;
        while (first > opened + 1 && text[first - 1] == '\\')
            --first;
        return (position - first) % 2 == 1;
    };
    // A pair of line break characters counts as one.
    const auto countBreak = [&](std::size_t position) {
        const bool pairFollows = text[position] == '\r' && position + 1 < text.size() && text[position + 1] == '\n';
        record.lineBreaks += pairFollows ? 0U : 1U;
    };

    for (;;) {
        const std::size_t position = cursor.next();
        if (position >= text.size()) {
            if (inQuotes) {
                giveUpQuote();
                continue;
            }
            emitField(text.size());
            record.end = record.next = text.size();
            return record;
        }
        // Longer than a row may be: whoever asked will say so, and need not wait for the end of gigabytes.
        if (position - start > mostRowBytes && !(inQuotes && overLineEnd)) {
            emitField(position);
            record.end = record.next = position;
            return record;
        }
        const char c = text[position];
        if (inQuotes) {
            if (c == quote) {
                const bool isDoubled = position + 1 < text.size() && text[position + 1] == quote;
                if (isDoubled && marks.escape == CsvEscape::Doubled) {
                    escaped = true;
                    cursor.skipTo(position + 2);
                    continue;
                }
                if (marks.escape == CsvEscape::Backslash && isEscaped(position))
                    continue;
                literalField = textFollows(position + 1);
                if (literalField && overLineEnd) {
                    literalField = false;
                    giveUpQuote();
                    continue;
                }
                if (literalField && marks.escape == CsvEscape::None) {
                    literalField = false;
                    record.bareQuote = true;
                    record.doubledQuote = record.doubledQuote || (isDoubled && textFollows(position + 2));
                    continue;
                }
                record.strayQuote = record.strayQuote || literalField;
                closed = position;
                inQuotes = false;
            } else if (c == '\n' || c == '\r') {
                overLineEnd = true;
                countBreak(position);
            } else if (c == '\0') {
                record.nulByte = true;
            }
            if (inQuotes && overLineEnd && position - opened > mostQuotedBytes)
                giveUpQuote();
            continue;
        }
        if (c == separator) {
            if (!separatorRest.empty()) {
                if (!separatorAt(position)) {
                    record.separatorBegun = true;
                    continue;
                }
                cursor.skipTo(position + 1 + separatorRest.size());
            }
            emitField(position);
            fieldStart = position + 1 + separatorRest.size();
        } else if (c == '\n' || c == '\r') {
            const std::size_t length = lineEndLength(text, position, marks.lineEnd);
            if (length == 0) {
                record.foreignBreak = true;
                countBreak(position);
                continue;
            }
            emitField(position);
            record.end = position;
            record.next = position + length;
            if (length > 1)
                cursor.skipTo(record.next);
            return record;
        } else if (c == '\0') {
            record.nulByte = true;
        } else if (literalLine) {
            continue;
        } else if (position == fieldStart) {
            opened = position;
            inQuotes = true;
            overLineEnd = false;
            beforeQuote = record;
        } else {
            record.strayQuote = true;
        }
    }
}

//! The text of a field, escapes undone, appended to `target`.
void appendField(const CsvField &field, const CsvMarks &marks, std::string &target);

//! True when no cell of the record holds text.
bool isBlankRecord(std::string_view record, const CsvMarks &marks);

} // namespace callsheet::sheet
