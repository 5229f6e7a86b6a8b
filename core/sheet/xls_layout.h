#pragma once

#include "core/sheet/biff_text.h"
#include "core/sheet/xls_receiver.h"

#include <array>
#include <cstdint>

namespace callsheet::sheet {

//! The records of an XLS sheet that say how it is shown: hidden rows and columns, filters, merged areas.
class XlsLayout {
public:
    //! Takes the record when it is one of these. One that is cut off hides nothing. Merged areas are passed on at once.
    void take(const BiffRecord &record, XlsReceiver &receiver);
    //! Passes on what was collected, each column once however often the file names it.
    void finish(XlsReceiver &receiver) const;
    bool isRowHidden(std::uint16_t row) const;

private:
    void takeRow(std::string_view data);
    void takeColumns(std::string_view data);

    enum class RowState : std::uint8_t { Unknown, Shown, Hidden };
    std::array<RowState, 65'536> m_rows = {};
    std::array<bool, 256> m_hiddenColumns = {}; // as many as there are in this format
    bool m_isFiltered = false;
    bool m_hidesOtherRows = false; // those without a record of their own
};

} // namespace callsheet::sheet
