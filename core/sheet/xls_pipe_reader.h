#pragma once

#include "core/sheet/xls_table.h"

#include <string>
#include <string_view>

namespace callsheet::sheet {

//! The end of the pipe that reads: checks every item and passes it on.
class XlsPipeReader {
public:
    explicit XlsPipeReader(XlsTableMaker &maker)
        : m_maker(maker)
    {
    }

    enum class State {
        Open, // more is to come
        Whole, // all was said
        Enough, // no more is wanted, or the table cannot be made: its maker knows
        Failed, // the reading process says why: error()
        Garbage,
    };
    //! Takes bytes as they come.
    State take(std::string_view bytes);
    const base::Error &error() const { return m_error; }

private:
    class FrameReader;

    XlsTableMaker &m_maker;
    std::string m_bytes; // not yet a whole frame
    QList<SheetInfo> m_sheets;
    bool m_hasChosen = false;
    bool m_isInRow = false;
    std::int64_t m_row = -1;
    std::int64_t m_column = -1;
    std::int64_t m_hiddenColumn = -1;
    base::Error m_error;
};

} // namespace callsheet::sheet
