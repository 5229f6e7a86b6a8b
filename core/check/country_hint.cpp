#include "core/check/country_hint.h"

#include "core/check/country_names.h"
#include "core/check/numbering_plans.h"
#include "core/check/phone_number.h"
#include "core/check/phone_spelling.h"
#include "core/check/record_maker.h"
#include "core/check/repair.h"
#include "core/match/heading_meaning.h"

#include <phonenumbers/phonenumberutil.h>

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <set>
#include <string>

namespace callsheet::check {

using namespace Qt::StringLiterals;

namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

// So many rows tell what a million would.
constexpr std::size_t rowsInSample = 400;
constexpr std::uint32_t mostGrouped = 60; // the library's formatting is slow
constexpr std::size_t rowsBetweenLooks = 1024; // at the stop token

bool isValid(const PhoneFinding &finding)
{
    return finding.number != 0 && (!finding.code || finding.code == ProblemCode::PhoneExtension);
}

//! What a number may be in another country all the same. Digits that are gone, letters and two numbers in a cell are
//! wrong everywhere.
bool mayBeValidElsewhere(ProblemCode code)
{
    switch (code) {
    case ProblemCode::PhoneTooShort:
    case ProblemCode::PhoneTooLong:
    case ProblemCode::PhoneInvalid:
    case ProblemCode::PhoneNoCountry:
    case ProblemCode::PhonePossible:
    case ProblemCode::PhonePremium:
        return true;
    default:
        return false;
    }
}

PhoneNumberUtil &library()
{
    parsePhone("0", {}); // whoever comes first sets the library up, and that is done there
    return *PhoneNumberUtil::GetInstance();
}

int callingCodeOf(const QString &country)
{
    return callingCode(country).toInt();
}

//! The calling code that a valid number begins with: no code is the beginning of another one.
int callingCodeIn(std::uint64_t number)
{
    static const std::set<int> codes = [] {
        std::set<int> all;
        library().GetSupportedCallingCodes(&all);
        return all;
    }();
    const std::string digits = std::to_string(number);
    int code = 0;
    for (std::size_t taken = 1; taken <= 3 && taken <= digits.size(); ++taken) {
        code = code * 10 + (digits[taken - 1] - '0');
        if (codes.count(code) > 0)
            return code;
    }
    return 0;
}

PhoneNumber libraryNumber(std::uint64_t number)
{
    PhoneNumber parsed;
    library().Parse('+' + std::to_string(number), "ZZ", &parsed);
    return parsed;
}

//! How many digits stand together: "06-1234 5678" is 2, 4, 4.
std::vector<int> groupsIn(std::string_view text)
{
    std::vector<int> groups;
    bool inside = false;
    for (const char c : text) {
        const bool isDigit = c >= '0' && c <= '9';
        if (isDigit && inside)
            ++groups.back();
        else if (isDigit)
            groups.push_back(1);
        inside = isDigit;
    }
    return groups;
}

//! In twos or threes everybody speaks numbers, whatever the books of their country say.
bool isHabit(const std::vector<int> &groups)
{
    return groups.size() < 2 || groups.front() == 1
        || (groups.front() <= 3
            && std::all_of(groups.begin(), std::prev(groups.end()), [&](int size) { return size == groups.front(); })
            && groups.back() <= groups.front() + 1);
}

//! Whether the digits stand together as the country of the number writes them, with its trunk prefix or without.
bool isWrittenAsAtHome(std::uint64_t number, const std::vector<int> &groups)
{
    const PhoneNumber parsed = libraryNumber(number);
    std::string written;
    library().Format(parsed, PhoneNumberUtil::NATIONAL, &written);
    if (groupsIn(written) == groups)
        return true;
    library().Format(parsed, PhoneNumberUtil::INTERNATIONAL, &written);
    std::vector<int> withoutCode = groupsIn(written);
    if (!withoutCode.empty())
        withoutCode.erase(withoutCode.begin());
    return withoutCode == groups;
}

bool isMobile(const std::string &digits, const std::string &region, std::uint64_t number)
{
    const std::optional<PlanReading> byPlan = readByPlan(digits, region);
    const auto type = byPlan ? byPlan->type : library().GetNumberType(libraryNumber(number));
    return type == PhoneNumberUtil::MOBILE || type == PhoneNumberUtil::FIXED_LINE_OR_MOBILE;
}

struct SampledNumber {
    std::string text; // as in the sheet, after clean-ups
    std::string digits;
    bool isGrouped = false; // tells something by where its blanks are
};

//! Every so many-th of the rows, so that a sheet that is sorted by region is seen as a whole.
std::vector<sheet::RowIndex> spread(const std::vector<sheet::RowIndex> &rows)
{
    if (rows.size() <= rowsInSample)
        return rows;
    std::vector<sheet::RowIndex> some;
    for (std::size_t i = 0; i < rowsInSample; ++i)
        some.push_back(rows[i * rows.size() / rowsInSample]);
    return some;
}

class Search {
public:
    Search(const CheckInput &input, const Report &report, std::stop_token stop)
        : m_input(input)
        , m_report(report)
        , m_stop(std::move(stop))
        , m_chosen(input.settings.defaultCountry)
        , m_variable(input.variables.indexOf(match::phoneNumberKey))
    {
        if (m_variable >= 0 && m_variable < input.mapping.assignments.size())
            m_source.emplace(input.variables.variables[m_variable], input.mapping.assignments[m_variable]);
    }

    //! Nothing when it was stopped, too.
    std::optional<CountryHint> run()
    {
        if (!m_source || !m_source->isUsed() || !sortRows())
            return std::nullopt;
        m_evidence.chosenCode = callingCodeOf(m_chosen);
        sampleFailing();
        if (m_failing.size() < leastFailingNumbers)
            return std::nullopt;
        sampleValid();
        if (m_evidence.failingShare < leastFailingShare)
            return std::nullopt;
        tryCountries();
        const CountryJudgement judgement = judgeCountry(m_evidence);
        if (judgement.verdict == CountryVerdict::Nothing || m_stop.stop_requested())
            return std::nullopt;
        CountryHint hint;
        hint.verdict = judgement.verdict;
        hint.chosen = m_chosen;
        if (judgement.callingCode != 0)
            hint.country = countryFor(judgement.callingCode);
        count(hint);
        return hint;
    }

private:
    bool sortRows()
    {
        for (const Problem &problem : m_report.problems) {
            const bool isOne = problem.variable == m_variable && mayBeValidElsewhere(problem.code);
            if (isOne && (m_failingRows.empty() || m_failingRows.back() != problem.row))
                m_failingRows.push_back(problem.row);
        }
        return m_failingRows.size() >= leastFailingNumbers;
    }

    std::string_view phoneIn(sheet::RowIndex row)
    {
        m_input.table->readRow(row, m_cells);
        return m_source->valueIn(m_cells);
    }

    //! A number that the default country decides about, in spite of which it fails.
    static bool needsCountry(const PhoneSpelling &spelling)
    {
        return !spelling.fault && !spelling.digits.empty() && spelling.digits.front() != '+'
            && spelling.digits.compare(0, 2, "00") != 0;
    }

    void sampleFailing()
    {
        findCountryColumn();
        std::set<std::string> seen;
        std::size_t without = 0;
        const std::vector<sheet::RowIndex> rows = spread(m_failingRows);
        for (const sheet::RowIndex row : rows) {
            const std::string text(phoneIn(row));
            const PhoneSpelling spelling = readSpelling(text);
            if (!needsCountry(spelling))
                continue;
            ++without;
            if (m_countryColumn >= 0)
                noteCountryOfRow();
            noteMailOfRow();
            if (!seen.insert(spelling.digits).second)
                continue;
            m_failing.push_back({text, spelling.digits});
            const bool isMendable = repaired({RepairKind::PlusInFront, {}, {}, 0}, spelling.digits, m_chosen)
                || repaired({RepairKind::ZeroInFront, {}, {}, 0}, spelling.digits, m_chosen);
            m_evidence.mendable += isMendable ? 1 : 0;
            m_evidence.local += isLocal(spelling.digits) ? 1 : 0;
            if (m_evidence.grouped < mostGrouped && !isHabit(groupsIn(text))) {
                m_failing.back().isGrouped = true;
                ++m_evidence.grouped;
            }
        }
        m_evidence.failing = static_cast<std::uint32_t>(m_failing.size());
        m_failingShare = rows.empty() ? 0 : double(without) / double(rows.size());
    }

    bool isLocal(const std::string &digits) const
    {
        PhoneNumber number;
        return library().Parse(digits, m_chosen.isEmpty() ? "ZZ" : m_chosen.toStdString(), &number)
            == PhoneNumberUtil::NO_PARSING_ERROR
            && library().IsPossibleNumberWithReason(number) == PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY;
    }

    void sampleValid()
    {
        std::vector<sheet::RowIndex> validRows;
        auto failing = m_failingRows.begin();
        for (std::size_t row = 0; row < m_report.phones.size(); ++row) {
            while (failing != m_failingRows.end() && *failing < row)
                ++failing;
            const bool fails = failing != m_failingRows.end() && *failing == row;
            if (m_report.phones[row] != 0 && !fails)
                validRows.push_back(static_cast<sheet::RowIndex>(row));
        }
        std::set<std::uint64_t> seen;
        std::size_t without = 0;
        const std::vector<sheet::RowIndex> rows = spread(validRows);
        for (const sheet::RowIndex row : rows) {
            const std::uint64_t number = m_report.phones[row];
            const std::string text(phoneIn(row));
            const PhoneSpelling spelling = readSpelling(text);
            const int code = callingCodeIn(number);
            const bool isNational = needsCountry(spelling) && code == m_evidence.chosenCode;
            without += isNational ? 1 : 0;
            if (!seen.insert(number).second)
                continue;
            if (isNational)
                m_valid.push_back({text, spelling.digits});
            else
                ++m_evidence.withPlus[code];
        }
        m_evidence.valid = static_cast<std::uint32_t>(m_valid.size());
        const double fails = m_failingShare * double(m_failingRows.size());
        const double holds = rows.empty() ? 0 : double(without) / double(rows.size()) * double(validRows.size());
        m_evidence.failingShare = fails + holds > 0 ? fails / (fails + holds) : 0;
    }

    //! The numbers as the plan of every other calling code reads them. A plan is dropped as soon as it cannot come near
    //! any more.
    void tryCountries()
    {
        std::set<int> codes;
        library().GetSupportedCallingCodes(&codes);
        codes.erase(m_evidence.chosenCode);
        const std::size_t mostMisses = 3 + (m_failing.size() + m_valid.size()) * 3 / 10;
        for (const int code : codes) {
            if (m_stop.stop_requested())
                return;
            std::string region;
            library().GetRegionCodeForCountryCode(code, &region);
            if (callingCodeOf(QString::fromStdString(region)) != code)
                continue; // codes without a country, such as satellite phones
            const std::optional<CountryFit> fit = fitOf(code, QString::fromStdString(region), mostMisses);
            if (fit)
                m_evidence.fits.push_back(*fit);
        }
    }

    std::optional<CountryFit> fitOf(int code, const QString &region, std::size_t mostMisses) const
    {
        CountryFit fit;
        fit.callingCode = code;
        std::size_t misses = 0;
        for (const SampledNumber &number : m_failing) {
            const PhoneFinding finding = parsePhone(number.digits, region);
            if (!isValid(finding) || callingCodeIn(finding.number) != code) {
                if (++misses > mostMisses)
                    return std::nullopt;
                continue;
            }
            ++fit.madeValid;
            fit.mobile += isMobile(number.digits, region.toStdString(), finding.number) ? 1 : 0;
            if (number.isGrouped)
                fit.writtenSo += isWrittenAsAtHome(finding.number, groupsIn(number.text)) ? 1 : 0;
        }
        for (const SampledNumber &number : m_valid)
            fit.stillValid += isValid(parsePhone(number.digits, region)) ? 1 : 0;
        return fit;
    }

    //! The leftmost column whose heading says country; else one whose cells spell countries out ("DE" and "CA" are
    //! states, languages and initials as well).
    void findCountryColumn()
    {
        const QStringList &header = m_input.table->header();
        std::vector<sheet::RowIndex> rows = spread(m_failingRows);
        rows.resize(std::min<std::size_t>(rows.size(), 50));
        int spelled = -1;
        for (int column = 0; column < header.size(); ++column) {
            const match::Meaning meaning = match::meaningOf(header[column]);
            const bool isSaid = meaning == match::meaningOf(match::Idea::Country)
                || meaning == match::meaningOf(match::Idea::Country, match::Idea::Code);
            std::size_t filled = 0;
            std::size_t countries = 0;
            std::size_t names = 0;
            for (const sheet::RowIndex row : rows) {
                m_input.table->readRow(row, m_cells);
                const QString cell = cellText(column);
                filled += cell.isEmpty() ? 0 : 1;
                const bool isCountry = codeNamed(cell) != 0;
                countries += isCountry ? 1 : 0;
                names += isCountry && cell.size() > 3 ? 1 : 0;
            }
            const bool isMostlyFilled = filled * 2 >= rows.size() && filled > 0;
            if (isMostlyFilled && isSaid && countries * 10 >= filled * 8) {
                m_countryColumn = column;
                return;
            }
            if (isMostlyFilled && spelled < 0 && meaning == 0 && names * 10 >= filled * 9)
                spelled = column;
        }
        m_countryColumn = spelled;
    }

    QString cellText(int column) const
    {
        const std::string_view cell = trimmed(m_cells[static_cast<std::size_t>(column)]);
        return QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()));
    }

    //! Of a country's name, or of a calling code that stands there itself.
    int codeNamed(const QString &cell) const
    {
        if (const QString country = countryNamed(cell); !country.isEmpty())
            return callingCodeOf(country);
        const int code = (cell.startsWith(u'+') ? cell.mid(1) : cell).toInt();
        std::string region;
        if (code > 0)
            library().GetRegionCodeForCountryCode(code, &region);
        return callingCodeOf(QString::fromStdString(region)) == code ? code : 0;
    }

    void noteCountryOfRow()
    {
        const QString cell = cellText(m_countryColumn);
        if (const int code = codeNamed(cell); code != 0) {
            ++m_evidence.byColumn[code];
            if (const QString country = countryNamed(cell); !country.isEmpty())
                ++m_countriesOfColumn[country];
        }
    }

    void noteMailOfRow()
    {
        for (std::size_t column = 0; column < m_cells.size(); ++column) {
            const std::string_view cell = trimmed(m_cells[column]);
            const std::size_t at = cell.find('@');
            const std::size_t point = cell.rfind('.');
            if (at == std::string_view::npos || point == std::string_view::npos || point < at
                || cell.size() - point != 3)
                continue;
            const QString ending = QString::fromLatin1(cell.data() + point + 1, 2).toLower();
            // Sold all over the world, and taken for what they spell.
            static const QStringList anybodys = {u"ai"_s, u"cc"_s, u"co"_s, u"fm"_s, u"gg"_s, u"io"_s, u"la"_s, u"ly"_s,
                u"me"_s, u"to"_s, u"tv"_s, u"ws"_s};
            if (const int code = anybodys.contains(ending) ? 0 : callingCodeOf(countryNamed(ending)); code != 0)
                ++m_evidence.byMail[code];
            return;
        }
    }

    //! Of the countries that share a code, the one that the sheet names, or that most of the numbers lie in.
    QString countryFor(int code) const
    {
        std::map<QString, std::uint32_t> counts;
        for (const auto &[country, count] : m_countriesOfColumn) {
            if (callingCodeOf(country) == code)
                counts[country] = count;
        }
        std::string main;
        library().GetRegionCodeForCountryCode(code, &main);
        const QString mainCountry = QString::fromStdString(main);
        if (counts.empty()) {
            for (const SampledNumber &number : m_failing) {
                const PhoneFinding finding = parsePhone(number.digits, mainCountry);
                std::string region;
                if (isValid(finding))
                    library().GetRegionCodeForNumber(libraryNumber(finding.number), &region);
                if (!region.empty() && region != "ZZ")
                    ++counts[QString::fromStdString(region)];
            }
        }
        const auto most = std::max_element(
            counts.begin(), counts.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
        return most == counts.end() ? mainCountry : most->first;
    }

    //! Every row, not a sample: what is said to a person is exact.
    void count(CountryHint &hint)
    {
        auto failing = m_failingRows.begin();
        for (sheet::RowIndex row = 0; row < m_input.table->rowCount(); ++row) {
            if (row % rowsBetweenLooks == 0 && m_stop.stop_requested())
                return;
            const bool fails = failing != m_failingRows.end() && *failing == row;
            if (fails)
                ++failing;
            if (!fails && (hint.country.isEmpty() || m_report.phones[row] == 0))
                continue;
            const PhoneSpelling spelling = readSpelling(phoneIn(row));
            if (!needsCountry(spelling))
                continue;
            const PhoneFinding then
                = hint.country.isEmpty() ? PhoneFinding() : parsePhone(spelling.digits, hint.country);
            if (fails) {
                ++hint.failing;
                hint.wouldBeValid += isValid(then) ? 1 : 0;
            } else if (!isValid(then)) {
                ++hint.lost;
            } else if (then.number != m_report.phones[row]) {
                ++hint.readDifferently;
            }
        }
    }

    const CheckInput &m_input;
    const Report &m_report;
    std::stop_token m_stop;
    QString m_chosen;
    int m_variable = -1;
    std::optional<ValueSource> m_source;
    sheet::RowCells m_cells;
    std::vector<sheet::RowIndex> m_failingRows; // rising; some of them may have a country code
    double m_failingShare = 0; // of them, without a country code
    std::vector<SampledNumber> m_failing;
    std::vector<SampledNumber> m_valid;
    int m_countryColumn = -1;
    std::map<QString, std::uint32_t> m_countriesOfColumn;
    CountryEvidence m_evidence;
};

} // namespace

base::Result<std::optional<CountryHint>> findCountryHint(
    const CheckInput &input, const Report &report, std::stop_token stop)
{
    Search search(input, report, stop);
    const std::optional<CountryHint> hint = search.run();
    if (stop.stop_requested()) {
        return base::Error{base::ErrorKind::Cancelled,
            QCoreApplication::translate("check", "The look at the default country was stopped."), {}};
    }
    return hint;
}

} // namespace callsheet::check
