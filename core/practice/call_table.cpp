#include "core/practice/call_table.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>

namespace callsheet::practice {

namespace {

constexpr std::uint64_t isHash = std::uint64_t{1} << 63;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// Sixteen digits and how many they are fit into a number; of anything longer it is a hash, and the texts decide.
std::uint64_t phoneKeyOf(std::string_view phoneNumber)
{
    constexpr std::uint64_t longest = 16;
    std::uint64_t value = 0;
    std::uint64_t count = 0;
    for (const char c : phoneNumber) {
        if (!isDigit(c))
            continue;
        value = value * 10 + static_cast<std::uint64_t>(c - '0');
        ++count;
    }
    if (count > 0 && count <= longest)
        return count << 56 | value;
    const QByteArray digits = digitsOf(phoneNumber);
    return isHash | std::hash<std::string_view>()({digits.constData(), static_cast<std::size_t>(digits.size())});
}

// The upper bits choose the shard, the lower ones the slot in it.
std::uint64_t spread(std::uint64_t key)
{
    key *= 0x9e37'79b9'7f4a'7c15; // the golden ratio
    return key ^ (key >> 32);
}

std::size_t shardOf(std::uint64_t key)
{
    return static_cast<std::size_t>(spread(key) >> 58);
}

std::size_t slotOf(std::uint64_t key, std::size_t slots)
{
    return static_cast<std::size_t>(spread(key)) & (slots - 1);
}

} // namespace

QByteArray digitsOf(std::string_view phoneNumber)
{
    QByteArray digits;
    digits.reserve(static_cast<qsizetype>(phoneNumber.size()));
    std::copy_if(phoneNumber.begin(), phoneNumber.end(), std::back_inserter(digits), isDigit);
    return digits.isEmpty() ? QByteArray(phoneNumber.data(), static_cast<qsizetype>(phoneNumber.size())) : digits;
}

std::uint64_t digitMarks(std::string_view text)
{
    constexpr std::uint32_t fourDigits = 10'000;
    std::uint64_t marks = 0;
    std::uint32_t last = 0;
    int run = 0;
    for (const char c : text) {
        if (!isDigit(c)) {
            run = 0;
            last = 0;
            continue;
        }
        last = (last * 10 + static_cast<std::uint32_t>(c - '0')) % fourDigits;
        if (++run >= 4)
            marks |= std::uint64_t{1} << ((last * 0x9e37'79b1U) >> 26);
    }
    return marks;
}

std::string_view CallTable::phoneNumber(Place place) const
{
    const Call &call = m_calls[place];
    return {call.text.get(), call.phoneBytes};
}

std::string_view CallTable::json(Place place) const
{
    const Call &call = m_calls[place];
    return {call.text.get() + call.phoneBytes, call.jsonBytes};
}

std::vector<PhoneLog> CallTable::logs(Place place) const
{
    std::vector<PhoneLog> logs;
    const auto older = m_olderLogs.find(place);
    if (older != m_olderLogs.end())
        logs = older->second;
    if (state(place).logs > 0)
        logs.push_back(state(place).log);
    return logs;
}

bool CallTable::hasPhone(Place place, std::uint64_t key, std::string_view phone) const
{
    if (m_calls[place].phoneKey != key)
        return false;
    return (key & isHash) == 0 || digitsOf(phoneNumber(place)) == digitsOf(phone);
}

std::optional<CallTable::Place> CallTable::findPhone(std::string_view phone) const
{
    const std::uint64_t key = phoneKeyOf(phone);
    const std::vector<Place> &slots = m_index[shardOf(key)].slots;
    if (slots.empty())
        return std::nullopt;
    for (std::size_t slot = slotOf(key, slots.size()); slots[slot] != 0; slot = (slot + 1) & (slots.size() - 1)) {
        if (hasPhone(slots[slot] - 1, key, phone))
            return slots[slot] - 1;
    }
    return std::nullopt;
}

std::optional<CallTable::Place> CallTable::findNumber(std::uint64_t number) const
{
    // Numbers are given in the order of the places.
    const auto found = std::lower_bound(m_calls.begin(), m_calls.end(), number,
        [](const Call &call, std::uint64_t wanted) { return call.state.number < wanted; });
    if (found == m_calls.end() || found->state.number != number)
        return std::nullopt;
    return static_cast<Place>(found - m_calls.begin());
}

void CallTable::put(const CallChange &change)
{
    const bool isNew = change.place == m_calls.size();
    if (isNew) {
        m_calls.emplace_back();
        m_statuses.push_back(CallStatus::Pending);
        m_digitMarks.push_back(0);
    }
    if (change.superseded)
        m_olderLogs[change.place].push_back(*change.superseded);
    m_calls[change.place].state = change.after;
    m_statuses[change.place] = change.after.log.status;
    if (change.text)
        putText(change.place, *change.text);
    if (isNew)
        index(change.place);
}

qint64 CallTable::growth(Place place, const CallText &text) const
{
    const qint64 before
        = place < m_calls.size() ? qint64{m_calls[place].phoneBytes} + qint64{m_calls[place].jsonBytes} : 0;
    return text.phoneNumber.size() + text.json.size() - before;
}

void CallTable::putText(Place place, const CallText &text)
{
    m_textBytes += growth(place, text);
    Call &call = m_calls[place];
    call.phoneBytes = static_cast<std::uint32_t>(text.phoneNumber.size());
    call.jsonBytes = static_cast<std::uint32_t>(text.json.size());
    call.text.reset(new char[std::size_t{call.phoneBytes} + call.jsonBytes]);
    std::memcpy(call.text.get(), text.phoneNumber.constData(), call.phoneBytes);
    std::memcpy(call.text.get() + call.phoneBytes, text.json.constData(), call.jsonBytes);
    call.phoneKey = phoneKeyOf(phoneNumber(place));
    m_digitMarks[place] = practice::digitMarks(phoneNumber(place)) | practice::digitMarks(json(place));
}

void CallTable::index(Place place)
{
    const std::size_t number = shardOf(m_calls[place].phoneKey);
    Shard &shard = m_index[number];
    // From two to three fifths full, each shard at its own: numbers in a row fill them evenly, and all would grow in
    // one and the same request.
    if ((shard.used + 1) * 5 * shards > shard.slots.size() * (2 * shards + number)) {
        const std::vector<Place> before
            = std::exchange(shard.slots, std::vector<Place>(std::max<std::size_t>(shard.slots.size() * 2, 8), 0));
        for (const Place known : before) {
            if (known != 0)
                insertInto(shard, known - 1);
        }
    }
    insertInto(shard, place);
    ++shard.used;
}

void CallTable::insertInto(Shard &shard, Place place)
{
    std::size_t slot = slotOf(m_calls[place].phoneKey, shard.slots.size());
    while (shard.slots[slot] != 0)
        slot = (slot + 1) & (shard.slots.size() - 1);
    shard.slots[slot] = place + 1;
}

} // namespace callsheet::practice
