#pragma once

#include "core/sheet/xls_receiver.h"

#include <optional>
#include <string>
#include <string_view>

namespace callsheet::sheet {

//! The end of the pipe that writes. After a failed write nothing more is wanted.
class XlsPipeWriter final : public XlsReceiver {
public:
    XlsPipeWriter(int descriptor, std::optional<QString> wantedSheet, QString fileName);

    base::Result<qsizetype> choose(const QList<SheetInfo> &sheets, const QString &encoding) override;
    void progress(std::int64_t done, std::int64_t total) override;
    void hideColumns(std::uint32_t first, std::uint32_t last) override;
    void merge(std::uint32_t firstRow, std::uint32_t lastRow, std::uint32_t firstColumn) override;
    void filtered() override;
    void sharedText(std::string_view text) override;
    void startRow(std::uint32_t row, bool isHidden) override;
    void cell(std::uint32_t column, std::string_view text) override;
    void sharedCell(std::uint32_t column, std::uint32_t number) override;
    void damage(RowDamage damage) override;
    bool endRow() override;
    //! The last of all: how it went.
    void finish(const base::Result<void> &outcome);

private:
    void flush();

    int m_descriptor;
    std::optional<QString> m_wantedSheet;
    QString m_fileName;
    std::string m_frame; // with room for its length at the beginning
    bool m_isBroken = false;
};

} // namespace callsheet::sheet
