#pragma once

#include "core/practice/batch_store.h"

#include <QJsonObject>

#include <memory>
#include <mutex>
#include <vector>

namespace callsheet::practice {

//! Which calls of a batch are wanted, in which order.
struct DetailsOrder {
    QJsonObject filter; // each field equal to its value
    QString sortBy; // a field; empty: the order of insertion
    bool descending = false;
    QString search; // part of the phone number or of any field, whatever the case

    bool operator==(const DetailsOrder &) const = default;
};

//! The calls in question. Most questions are answered without a list: everybody, in one order or the other.
struct FoundCalls {
    std::size_t total = 0;
    bool descending = false;
    std::shared_ptr<const std::vector<CallTable::Place>> places; // none: everybody

    CallTable::Place at(std::size_t position) const
    {
        const std::size_t index = descending ? total - 1 - position : position;
        return places ? (*places)[index] : static_cast<CallTable::Place>(index);
    }
};

//! Finds, and remembers the lists of the last questions, so that following pages of a long search come at once.
class DetailsSearch {
public:
    FoundCalls find(const Batch &batch, const DetailsOrder &order) const;

private:
    struct Known {
        std::uint32_t batch = 0;
        std::uint64_t revision = 0;
        DetailsOrder order;
        FoundCalls found;
    };
    static constexpr std::size_t kept = 4;

    mutable std::mutex m_mutex;
    mutable std::deque<Known> m_known;
};

//! The id as text → its number; nothing when it is no id of a call.
std::optional<std::uint64_t> callNumberOf(const QString &id);

} // namespace callsheet::practice
