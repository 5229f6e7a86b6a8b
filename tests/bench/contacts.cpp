#include "tests/bench/contacts.h"

#include <cstdio>

namespace callsheet::bench {

namespace {

// SplitMix64: a few operations a number, and neighbouring seeds give streams that have nothing in common.
class Random {
public:
    explicit Random(std::uint64_t seed)
        : m_state(mix(seed + 0x1234'5678'9ABCULL))
    {
    }
    unsigned below(unsigned most)
    {
        m_state += 0x9E37'79B9'7F4A'7C15ULL;
        return static_cast<unsigned>(((mix(m_state) >> 32) * most) >> 32);
    }
    template <std::size_t N>
    const char *of(const std::array<const char *, N> &words)
    {
        return words[below(static_cast<unsigned>(N))];
    }

private:
    static std::uint64_t mix(std::uint64_t z)
    {
        z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EBULL;
        return z ^ (z >> 31);
    }
    std::uint64_t m_state;
};

constexpr std::array firstNames = {"Olivia", "Noah", "Amelia", "George", "Isla", "Muhammad", "Zoë", "José", "Łukasz",
    "Jürgen", "Siobhán", "François", "Søren", "Nguyễn", "Анна", "Δημήτρης", "李", "さくら", "Priya", "Björk", "Ingrid",
    "Mateusz", "Fatima", "Kwame", "Mary-Jane"};
constexpr std::array lastNames = {"Smith", "Jones", "Williams", "Taylor", "Davies", "O'Connor", "Müller", "García",
    "Dvořák", "Ångström", "Nowak", "Иванова", "Παπαδόπουλος", "王", "田中", "Okafor", "MacDonald", "van der Berg",
    "Patel", "Silva", "Rossi", "Lefèvre"};
constexpr std::array cities = {"London", "Manchester", "Zürich", "São Paulo", "Kraków", "Москва", "東京", "Αθήνα",
    "Reykjavík", "Newcastle upon Tyne", "München", "Málaga", "Birmingham", "Leeds", "Montréal", "Århus"};
constexpr std::array priorities = {"low", "normal", "high", "urgent"};
constexpr std::array timezones = {"Europe/London", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC"};
constexpr std::array domains = {"example.com", "example.org", "mail.example.net", "firma.example.de"};
constexpr std::array words = {"call", "back", "after", "lunch", "customer", "asked", "for", "refund", "prefers",
    "email", "follow", "up", "next", "week", "VIP", "invoice", "paid", "late", "German", "naïve", "café", "order"};

template <typename... Values>
std::string formatted(const char *format, Values... values)
{
    std::array<char, 96> text;
    const int size = std::snprintf(text.data(), text.size(), format, values...);
    return {text.data(), static_cast<std::size_t>(size)};
}

std::string name(Random &random)
{
    const std::string first = random.of(firstNames);
    const std::string last = random.of(lastNames);
    const unsigned kind = random.below(10);
    if (kind < 2)
        return last + ", " + first;
    return kind == 9 ? first + ' ' + last + " \"Jr\"" : first + ' ' + last;
}

std::string phone(Random &random, std::optional<double> &number)
{
    const unsigned a = random.below(1'000'000);
    const unsigned b = random.below(100);
    switch (random.below(14)) {
    case 0:
    case 1:
    case 2:
        return formatted("+447%03u%06u", 400 + b * 5, a);
    case 3:
        return formatted("07%03u %06u", 400 + b * 5, a);
    case 4:
        return formatted("+44 (0)20 7946 %04u", a % 10'000);
    case 5:
        return formatted("+1 (%03u) %03u-%04u", 212 + b % 60, 201 + a % 700, a % 10'000);
    case 6:
        return formatted("+49 30 %08u", 10'000'000 + a * 7);
    case 7:
        return formatted("+33 %u %02u %02u %02u %02u", 1 + b % 6, a % 100, a / 100 % 100, b, a / 10'000 % 100);
    case 8:
        return formatted("+44 20 7946 %04u ext. %u", a % 10'000, b);
    case 9:
        return random.below(2) == 0 ? std::string() : std::string("n/a");
    case 10:
        return "4.47911E+11"; // what a spreadsheet program left of a number
    default:
        number = 447'000'000'000.0 + (400 + b * 5) * 1'000'000.0 + a;
        return formatted("%.0f", *number);
    }
}

// The day of a serial number as spreadsheets count them, without a calendar library.
std::string day(int serial)
{
    const int z = serial - 25'569 + 719'468;
    const int era = z / 146'097;
    const int dayOfEra = z - era * 146'097;
    const int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
    const int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const int shifted = (5 * dayOfYear + 2) / 153;
    const int month = shifted < 10 ? shifted + 3 : shifted - 9;
    return formatted(
        "%04d-%02d-%02d", yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1);
}

std::string note(Random &random)
{
    std::string text;
    for (unsigned i = random.below(8); i > 0; --i)
        text += (text.empty() ? "" : " ") + std::string(random.of(words));
    const unsigned kind = random.below(100);
    if (kind < 6)
        text += formatted(", see \"ticket %04u\"", random.below(10'000));
    else if (kind < 9)
        text += "\nsecond line, with comma";
    else if (kind == 9)
        text += "\r\nand <one> more & 'quoted'";
    return text;
}

} // namespace

Contact contact(std::uint64_t number)
{
    Random random(number);
    Contact made;
    made.cells[0] = name(random);
    made.cells[1] = phone(random, made.numbers[1]);
    made.cells[2] = formatted("%08u", static_cast<unsigned>(number * 7919 % 100'000'000));
    const double amount = random.below(2'000'000) / 100.0;
    made.cells[amountColumn] = formatted("%.2f", amount);
    made.numbers[amountColumn] = amount;
    const int serial = 43'831 + static_cast<int>(random.below(2000));
    made.cells[dateColumn] = day(serial);
    made.numbers[dateColumn] = serial;
    made.cells[5] = random.of(cities);
    made.cells[6] = random.of(priorities);
    made.cells[7] = random.of(timezones);
    if (random.below(100) != 0)
        made.cells[8] = formatted("user%llu@%s", static_cast<unsigned long long>(number), random.of(domains));
    made.cells[9] = note(random);
    return made;
}

} // namespace callsheet::bench
