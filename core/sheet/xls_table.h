#pragma once

#include "core/sheet/reading_job.h"
#include "core/sheet/worksheet_rows.h"
#include "core/sheet/xls_receiver.h"

#include <memory>

namespace callsheet::sheet {

//! Makes a table and the workbook's part of the report of what the reader of an XLS file finds.
class XlsTableMaker final : public XlsReceiver {
public:
    explicit XlsTableMaker(const ReadingJob &job);

    base::Result<qsizetype> choose(const QList<SheetInfo> &sheets, const QString &encoding) override;
    void progress(std::int64_t done, std::int64_t total) override;
    void hideColumns(std::uint32_t first, std::uint32_t last) override { m_builder.hideColumns(first, last); }
    void merge(std::uint32_t firstRow, std::uint32_t lastRow, std::uint32_t firstColumn) override;
    void filtered() override { m_builder.filtered(); }
    void sharedText(std::string_view text) override;
    void startRow(std::uint32_t row, bool isHidden) override;
    void cell(std::uint32_t column, std::string_view text) override;
    void sharedCell(std::uint32_t column, std::uint32_t number) override;
    void damage(RowDamage damage) override { m_builder.damage(damage); }
    bool endRow() override;

    const std::optional<base::Error> &error() const { return m_builder.error(); }
    //! The shared texts that were given so far.
    std::size_t sharedTexts() const { return m_shared.size(); }
    //! When all was given.
    base::Result<std::shared_ptr<const Table>> finish();

private:
    struct SharedText {
        TextArena::Address text = 0;
        bool hasText = false;
    };

    const ReadingJob &m_job;
    QString m_fileName;
    WorksheetRows m_rows;
    RowBuilder m_builder;
    std::vector<SharedText> m_shared;
    qsizetype m_chosen = 0;
    std::uint32_t m_row = 0;
    bool m_rowIsHidden = false;
};

//! Reads the chosen sheet of a workbook of Excel 5 to 2003 in this very process. For tests: files of people are read in
//! a process of their own (see readXlsInChild).
base::Result<std::shared_ptr<const Table>> readXls(const ReadingJob &job);

} // namespace callsheet::sheet
