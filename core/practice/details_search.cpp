#include "core/practice/details_search.h"

#include "core/practice/record_text.h"
#include "core/send/wire.h"

#include <algorithm>
#include <array>
#include <bit>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

using Place = CallTable::Place;
using Places = std::vector<Place>;

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

bool isEveryCall(const DetailsOrder &order)
{
    // Calls come in the order of their ids and times.
    const bool byAge = order.sortBy.isEmpty() || order.sortBy == "createdAt"_L1 || order.sortBy == "_id"_L1;
    return byAge && order.filter.isEmpty() && order.search.isEmpty();
}

//! `"key":` as it stands in a record.
QByteArray memberText(const QString &key)
{
    return jsonQuoted(key) + ':';
}

//! One member of a filter, made ready to be compared.
struct Wanted {
    QString key;
    QJsonValue value;
    QByteArray member;
    QByteArray valueText; // of texts
};

bool hasValue(const Batch &batch, Place place, const Wanted &wanted)
{
    if (wanted.key == "_id"_L1)
        return wanted.value.toString() == callId(batch.calls.state(place).number);
    if (wanted.key == "callStatus"_L1)
        return wanted.value.toString() == statusWord(batch.calls.statuses()[place]);
    if (wanted.key == "createdAt"_L1) {
        const QDateTime at = QDateTime::fromMSecsSinceEpoch(batch.calls.state(place).createdAt, Qt::UTC);
        return wanted.value.toString() == at.toString(Qt::ISODateWithMs);
    }
    const std::string_view value = valueBehind(batch.calls.json(place), viewOf(wanted.member));
    if (value.empty())
        return wanted.value.isUndefined();
    switch (wanted.value.type()) {
    case QJsonValue::String:
        return value == viewOf(wanted.valueText);
    case QJsonValue::Double:
        return value.front() != '"' && textOf(value).toDouble() == wanted.value.toDouble() && value != "true"
            && value != "false" && value != "null";
    case QJsonValue::Bool:
        return value == (wanted.value.toBool() ? "true" : "false");
    case QJsonValue::Null:
        return value == "null";
    default:
        return false;
    }
}

//! A search, made ready: what can be told from the bytes of a record spares the look into its fields.
class Needle {
public:
    explicit Needle(const QString &text);
    bool matches(const CallTable &calls, Place place);

private:
    bool mayMatch(std::string_view json);

    QString m_text;
    std::uint64_t m_marks = 0;
    std::string m_letters; // a piece that stands in every record that matches, in lower case; may be empty
    std::string m_lower; // the record at hand
};

// Letters that only ASCII letters fold to: no k (the Kelvin sign folds to it) and no s (the long s does).
bool foldsAlone(QChar c)
{
    return c.unicode() >= 0x20 && c.unicode() < 0x7f && c != u'"' && c != u'\\' && c != u'k' && c != u's';
}

Needle::Needle(const QString &text)
    : m_text(text)
    , m_marks(digitMarks(text.toStdString()))
{
    std::string run;
    for (const QChar c : text.toLower() + QChar(u'\0')) {
        if (foldsAlone(c)) {
            run += c.toLatin1();
            continue;
        }
        if (run.size() > m_letters.size())
            m_letters = run;
        run.clear();
    }
}

bool Needle::mayMatch(std::string_view json)
{
    m_lower.assign(json);
    for (char &c : m_lower)
        c = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    return m_lower.find(m_letters) != std::string::npos;
}

bool Needle::matches(const CallTable &calls, Place place)
{
    if ((calls.digitMarks()[place] & m_marks) != m_marks)
        return false;
    const std::string_view phone = calls.phoneNumber(place);
    if (QString::fromUtf8(phone.data(), static_cast<qsizetype>(phone.size())).contains(m_text, Qt::CaseInsensitive))
        return true;
    if (!m_letters.empty() && !mayMatch(calls.json(place)))
        return false;
    bool found = false;
    forEachField(calls.json(place), [this, &found](std::string_view, std::string_view value) {
        found = found || textOf(value).contains(m_text, Qt::CaseInsensitive);
    });
    return found;
}

std::optional<CallStatus> callStatusOf(const QString &word)
{
    constexpr auto all = std::array{CallStatus::Pending, CallStatus::Completed, CallStatus::NoAnswer, CallStatus::Busy,
        CallStatus::Failed, CallStatus::Dnc};
    const auto found
        = std::find_if(all.begin(), all.end(), [&word](CallStatus status) { return statusWord(status) == word; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

//! Calls f(place) wherever a filter may find something: one that names a call, or a status, leaves little to look at.
template <typename F>
void forEachCandidate(const CallTable &calls, const QJsonObject &filter, F &&f)
{
    const QJsonValue phone = filter.value(QLatin1StringView(send::wire::phoneNumberKey));
    const QJsonValue id = filter.value("_id"_L1);
    if (phone.isString() || id.isString()) {
        const std::optional<std::uint64_t> number = callNumberOf(id.toString());
        const std::optional<Place> place = phone.isString() ? calls.findPhone(phone.toString().toStdString())
            : number                                        ? calls.findNumber(*number)
                                                            : std::nullopt;
        if (place)
            f(*place);
        return;
    }
    const QJsonValue status = filter.value("callStatus"_L1);
    const std::optional<CallStatus> wanted = callStatusOf(status.toString());
    if (status.isString() && !wanted)
        return;
    for (Place place = 0; place < calls.size(); ++place) {
        if (!wanted || calls.statuses()[place] == *wanted)
            f(place);
    }
}

Places matching(const Batch &batch, const DetailsOrder &order)
{
    std::vector<Wanted> wanted;
    for (auto member = order.filter.begin(); member != order.filter.end(); ++member) {
        // By forEachCandidate(); only beside the name of a call it does not look at the status.
        const bool isDone = member.key() == "callStatus"_L1 && member.value().isString() && order.filter.size() == 1;
        if (!isDone)
            wanted.push_back({member.key(), member.value(), memberText(member.key()),
                member.value().isString() ? jsonQuoted(member.value().toString()) : QByteArray()});
    }
    Needle needle(order.search);
    Places places;
    forEachCandidate(batch.calls, order.filter, [&](Place place) {
        const auto has = [&batch, place](const Wanted &w) { return hasValue(batch, place, w); };
        const bool isFound = (order.search.isEmpty() || needle.matches(batch.calls, place))
            && std::all_of(wanted.begin(), wanted.end(), has);
        if (isFound)
            places.push_back(place);
    });
    return places;
}

//! What a call is sorted by: nothing first, then numbers, then texts. The beginning of the value as a number spares
//! most looks at the text itself.
struct SortKey {
    enum class Rank : unsigned char { Nothing, Number, Text };
    std::uint64_t beginning = 0;
    std::string_view text;
    Place place = 0;
    Rank rank = Rank::Nothing;

    bool operator<(const SortKey &other) const
    {
        if (rank != other.rank)
            return rank < other.rank;
        return beginning != other.beginning ? beginning < other.beginning : text < other.text;
    }
};

// In the order of the numbers: https://en.wikipedia.org/wiki/IEEE_754#Total-ordering_predicate
std::uint64_t orderOf(double number)
{
    constexpr std::uint64_t sign = std::uint64_t{1} << 63;
    const auto bits = std::bit_cast<std::uint64_t>(number);
    return (bits & sign) != 0 ? ~bits : bits | sign;
}

std::uint64_t orderOf(std::string_view text)
{
    std::uint64_t order = 0;
    for (std::size_t i = 0; i < sizeof order; ++i)
        order = order << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    return order;
}

SortKey sortKeyOf(const Batch &batch, Place place, const QString &field, std::string_view member)
{
    SortKey key;
    key.place = place;
    if (field == "callStatus"_L1) {
        key.rank = SortKey::Rank::Number;
        key.beginning = static_cast<std::uint64_t>(batch.calls.statuses()[place]);
        return key;
    }
    const std::string_view value = valueBehind(batch.calls.json(place), member);
    if (value.empty() || value == "null")
        return key;
    if (const std::optional<double> number = numberOf(value)) {
        key.rank = SortKey::Rank::Number;
        key.beginning = orderOf(*number);
        return key;
    }
    key.rank = SortKey::Rank::Text;
    key.text = value.front() == '"' ? value.substr(1, value.size() - 2) : value;
    key.beginning = orderOf(key.text);
    return key;
}

void sortByField(const Batch &batch, Places &places, const DetailsOrder &order)
{
    const QByteArray member = memberText(order.sortBy);
    std::vector<SortKey> keys;
    keys.reserve(places.size());
    for (const Place place : places)
        keys.push_back(sortKeyOf(batch, place, order.sortBy, viewOf(member)));
    if (order.descending)
        std::stable_sort(keys.begin(), keys.end(), [](const SortKey &a, const SortKey &b) { return b < a; });
    else
        std::stable_sort(keys.begin(), keys.end());
    std::transform(keys.begin(), keys.end(), places.begin(), [](const SortKey &key) { return key.place; });
}

FoundCalls findAnew(const Batch &batch, const DetailsOrder &order)
{
    FoundCalls found;
    const bool byAge = order.sortBy.isEmpty() || order.sortBy == "createdAt"_L1 || order.sortBy == "_id"_L1;
    found.descending = byAge && order.descending;
    found.total = batch.calls.size();
    if (isEveryCall(order))
        return found;
    auto places = std::make_shared<Places>(matching(batch, order));
    if (!byAge)
        sortByField(batch, *places, order);
    found.total = places->size();
    found.places = std::move(places);
    return found;
}

} // namespace

std::optional<std::uint64_t> callNumberOf(const QString &id)
{
    bool isHex = false;
    const std::uint64_t number = id.right(12).toULongLong(&isHex, 16);
    return isHex && callId(number) == id ? std::optional(number) : std::nullopt;
}

FoundCalls DetailsSearch::find(const Batch &batch, const DetailsOrder &order) const
{
    const auto isSame = [&batch, &order](const Known &known) {
        return known.batch == batch.key && known.revision == batch.revision && known.order == order;
    };
    {
        const std::scoped_lock lock(m_mutex);
        const auto known = std::find_if(m_known.begin(), m_known.end(), isSame);
        if (known != m_known.end())
            return known->found;
    }
    FoundCalls found = findAnew(batch, order);
    if (found.places) {
        const std::scoped_lock lock(m_mutex);
        m_known.push_front({batch.key, batch.revision, order, found});
        m_known.resize(std::min(m_known.size(), kept));
    }
    return found;
}

} // namespace callsheet::practice
