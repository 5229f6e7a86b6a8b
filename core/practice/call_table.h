#pragma once

#include "core/practice/batch_types.h"

#include <QByteArray>

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace callsheet::practice {

//! One time that a person was queued; over when it is no longer pending.
struct PhoneLog {
    qint64 createdAt = 0; // ms since 1970
    int seconds = 0; // of the call
    CallStatus status = CallStatus::Pending;

    bool operator==(const PhoneLog &) const = default;
};

//! What changes in a call as it is queued and played.
struct CallState {
    std::uint64_t number = 0; // see callId()
    qint64 createdAt = 0;
    PhoneLog log; // the newest
    qint64 dueAt = 0; // of a pending call that waits for its next try
    std::uint32_t logs = 0; // how many there are
    std::uint32_t timesQueued = 0;
    std::uint32_t timesDialled = 0;
    std::uint16_t tries = 0; // since it was queued
    std::uint16_t zone = 0; // see DialQueue

    bool isPending() const { return logs > 0 && log.status == CallStatus::Pending; }
};

//! The text of a call: its phone number as it was written, and the whole record.
struct CallText {
    QByteArray phoneNumber;
    QByteArray json;
};

//! One call after a step of the store: decided first, written to the file, and only then put into the table.
struct CallChange {
    std::uint32_t place = 0;
    CallState after;
    std::optional<PhoneLog> superseded; // the log that is no longer the newest
    std::optional<CallText> text; // none: stays as it is
};

//! The calls of one batch in the order in which they came: fixed-size parts, one allocation for the text of each, an
//! index by phone number. A million of them is what a rehearsal may hold, so nothing here is a QString.
class CallTable {
public:
    using Place = std::uint32_t;

    std::size_t size() const { return m_calls.size(); }
    const CallState &state(Place place) const { return m_calls[place].state; }
    std::string_view phoneNumber(Place place) const;
    std::string_view json(Place place) const;
    //! All logs, oldest first.
    std::vector<PhoneLog> logs(Place place) const;
    //! One byte a call, to look through a million of them in no time.
    const std::vector<CallStatus> &statuses() const { return m_statuses; }
    //! Marks of the digits in the text of a call; see digitMarks().
    const std::vector<std::uint64_t> &digitMarks() const { return m_digitMarks; }

    //! By the digits of the number, however it is written.
    std::optional<Place> findPhone(std::string_view phoneNumber) const;
    std::optional<Place> findNumber(std::uint64_t number) const;

    //! A place at the end makes a new call.
    void put(const CallChange &change);
    //! A log that was superseded earlier; for reading the file.
    void putOlderLog(Place place, const PhoneLog &log) { m_olderLogs[place].push_back(log); }

    qint64 textBytes() const { return m_textBytes; }
    //! How much more text the table would hold.
    qint64 growth(Place place, const CallText &text) const;

private:
    struct Call {
        CallState state;
        std::uint64_t phoneKey = 0;
        std::unique_ptr<char[]> text; // phone number, then JSON
        std::uint32_t phoneBytes = 0;
        std::uint32_t jsonBytes = 0;
    };

    //! A part of the index. There are many, so that none takes long to grow while somebody waits.
    struct Shard {
        std::vector<Place> slots; // place + 1, 0: free; a power of two, never full
        std::size_t used = 0;
    };
    static constexpr std::size_t shards = 64;

    void putText(Place place, const CallText &text);
    bool hasPhone(Place place, std::uint64_t key, std::string_view phoneNumber) const;
    void index(Place place);
    void insertInto(Shard &shard, Place place);

    std::deque<Call> m_calls;
    std::vector<CallStatus> m_statuses;
    std::vector<std::uint64_t> m_digitMarks;
    std::unordered_map<Place, std::vector<PhoneLog>> m_olderLogs;
    std::array<Shard, shards> m_index; // by the key
    qint64 m_textBytes = 0;
};

//! The digits of a phone number; a text without any stands for itself.
QByteArray digitsOf(std::string_view phoneNumber);
//! 64 marks for the runs of four digits in a text. A text holds a run of digits only if it has all marks of that run.
std::uint64_t digitMarks(std::string_view text);

} // namespace callsheet::practice
