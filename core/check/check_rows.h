#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/check/edits.h"
#include "core/check/number_set.h"
#include "core/check/queued_numbers.h"
#include "core/check/report.h"
#include "core/match/mapping.h"
#include "core/sheet/table.h"

#include <memory>
#include <stop_token>

namespace callsheet::check {

enum class PhoneWriting { DigitsOnly, WithPlus }; // "12125551001" is what every example of the service shows
enum class BlankValues { LeaveOut, SendEmpty }; // whether a blank optional value sends "" or no key at all

struct CheckSettings {
    QString defaultCountry; // ISO 3166 two letters; empty: numbers must carry their country code
    PhoneWriting phoneWriting = PhoneWriting::DigitsOnly;
    BlankValues blankValues = BlankValues::LeaveOut;
    int mostBytesPerRecord = 256 * 1024; // a record above the chunk's byte cap could never be sent

    bool operator==(const CheckSettings &) const = default;
};

//! Everything that decides what a row becomes: one value, shared by check, preview and send, so that they cannot
//! differ.
struct CheckInput {
    std::shared_ptr<const sheet::Table> table; // with the edited cells in it: withEdits()
    match::VariableSet variables;
    match::Mapping mapping;
    CheckSettings settings;
    Edits edits = {}; // for the marks of rows
    NumberSet doNotCall = {};
    QueuedNumbers alreadyQueued = {}; // by earlier runs
};

//! How far a check is, in rows, and what it has found in them. Who shares a number with whom comes last, and is not yet
//! among the errors.
struct CheckProgress : base::Progress {
    std::atomic<std::int64_t> ready = 0;
    std::atomic<std::int64_t> warnings = 0;
    std::atomic<std::int64_t> errors = 0;
};

//! Checks all rows on every core. Errors: Cancelled.
base::Result<std::shared_ptr<const Report>> checkRows(
    const CheckInput &input, CheckProgress *progress, std::stop_token stop);

//! The first `rows` rows alone, some milliseconds after the beginning, to be looked at while all are checked: nothing
//! is sent from it. A row that shares its number with one behind them is not known to. Errors: Cancelled.
base::Result<std::shared_ptr<const Report>> checkFirstRows(
    const CheckInput &input, sheet::RowIndex rows, std::stop_token stop);

//! The same on this many threads (0 counts as 1), with the same report for any number of them.
base::Result<std::shared_ptr<const Report>> checkRowsOn(
    unsigned threads, const CheckInput &input, CheckProgress *progress, std::stop_token stop);

//! The report of `input`, from that of an earlier state of the same rows: only `changed` rows (rising) are checked
//! again, and those that share a number with one of them. Equal to what checkRows() would give.
base::Result<std::shared_ptr<const Report>> checkAgain(
    const CheckInput &input, const Report &before, const std::vector<sheet::RowIndex> &changed, std::stop_token stop);

//! Country codes that the phone library knows, sorted, e.g. "AT", "DE", "GB".
QStringList knownCountries();
//! "44" for "GB"; empty for an unknown code.
QString callingCode(const QString &country);

} // namespace callsheet::check
