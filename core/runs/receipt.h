#pragma once

#include "core/base/result.h"
#include "core/runs/protocol.h"

#include <QTimeZone>

namespace callsheet::runs {

//! A chunk with everything that happened to it.
struct ReceiptChunk {
    ChunkRecord chunk;
    std::vector<AttemptRecord> attempts; // oldest first, as the next
    std::vector<LookUp> looks;
};

//! Somebody of the run with the number that was sent; only where numbers were asked for.
struct ReceiptPerson {
    std::uint32_t row = 0; // of the sheet
    QString number;
    RowState state = RowState::NotSent;
};

//! What a run can be proved by: all that the journal holds of it.
struct Receipt {
    RunDetails run;
    std::vector<LeftOutRow> leftOut;
    std::vector<ReceiptChunk> chunks; // by number
    std::vector<SettlementRecord> settlements; // oldest first
    std::optional<std::vector<ReceiptPerson>> people; // nothing: the receipt is without phone numbers
    QDateTime madeAt;
    QTimeZone zone = QTimeZone::utc(); // that its times are told in
};

//! One HTML page without scripts, pictures or links, in the little CSS that a QTextDocument understands too.
//! Phone numbers in texts are masked where the receipt has no people. Error: Storage where its rows do not add up:
//! nothing is proved by such a receipt.
base::Result<QString> receiptHtml(const Receipt &receipt);

} // namespace callsheet::runs
