#include "core/check/digit_automaton.h"

#include <algorithm>
#include <map>
#include <utility>

namespace callsheet::check {

namespace {

constexpr std::size_t mostStates = 50'000;
constexpr int mostRepetitions = 64;
constexpr std::uint16_t anyDigit = 0x3FF;

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

//! One node of the automaton with free choice from which the table is made (Thompson's construction).
struct Node {
    std::uint16_t digits = 0; // bit d: leads on to `next` with the digit d
    int next = -1;
    std::array<int, 2> free = {-1, -1}; // reached without a digit
};

struct Fragment {
    int in = 0;
    int out = 0;
};

class PatternReader {
public:
    explicit PatternReader(std::string_view pattern)
        : m_pattern(pattern)
    {
    }

    std::optional<Fragment> read()
    {
        const Fragment whole = alternatives();
        if (m_failed || m_at != m_pattern.size())
            return std::nullopt;
        return whole;
    }
    const std::vector<Node> &nodes() const { return m_nodes; }

private:
    bool atEnd() const { return m_at >= m_pattern.size(); }
    char peek() const { return atEnd() ? '\0' : m_pattern[m_at]; }
    bool take(std::string_view text)
    {
        if (m_pattern.substr(m_at, text.size()) != text)
            return false;
        m_at += text.size();
        return true;
    }

    int node()
    {
        if (m_nodes.size() >= mostStates)
            m_failed = true;
        else
            m_nodes.emplace_back();
        return static_cast<int>(m_nodes.size()) - 1;
    }
    void link(int from, int to)
    {
        std::array<int, 2> &free = m_nodes[static_cast<std::size_t>(from)].free;
        int &slot = free[0] == -1 ? free[0] : free[1];
        if (slot != -1)
            m_failed = true;
        slot = to;
    }

    Fragment alternatives()
    {
        Fragment all = sequence();
        while (!m_failed && take("|")) {
            const Fragment other = sequence();
            const Fragment both{node(), node()};
            link(both.in, all.in);
            link(both.in, other.in);
            link(all.out, both.out);
            link(other.out, both.out);
            all = both;
        }
        return all;
    }

    Fragment sequence()
    {
        const int begin = node();
        Fragment all{begin, begin};
        while (!m_failed && !atEnd() && peek() != '|' && peek() != ')') {
            const Fragment next = repeated();
            link(all.out, next.in);
            all.out = next.out;
        }
        return all;
    }

    Fragment repeated()
    {
        const std::size_t begin = m_at;
        const Fragment once = atom();
        if (m_failed)
            return once;
        if (take("?"))
            return around(once, true, false);
        if (take("*"))
            return around(once, true, true);
        if (take("+"))
            return around(once, false, true);
        if (peek() == '{')
            return counted(begin);
        return once;
    }

    Fragment around(Fragment inner, bool mayBeLeftOut, bool mayComeAgain)
    {
        const Fragment outer{node(), node()};
        link(outer.in, inner.in);
        if (mayBeLeftOut)
            link(outer.in, outer.out);
        link(inner.out, outer.out);
        if (mayComeAgain)
            link(inner.out, inner.in);
        return outer;
    }

    // The atom is read anew for each repetition, as its nodes cannot be shared; the first reading only measured it.
    Fragment counted(std::size_t atomBegin)
    {
        take("{");
        const int least = number();
        const int most = take(",") ? number() : least;
        if (!take("}") || least > most || most > mostRepetitions)
            m_failed = true;
        const std::size_t after = m_at;
        const int begin = node();
        Fragment all{begin, begin};
        for (int i = 0; i < most && !m_failed; ++i) {
            m_at = atomBegin;
            Fragment again = atom();
            if (i >= least)
                again = around(again, true, false);
            link(all.out, again.in);
            all.out = again.out;
        }
        m_at = after;
        return all;
    }

    int number()
    {
        if (!isDigit(peek()))
            m_failed = true;
        int value = 0;
        while (isDigit(peek()) && value <= mostRepetitions)
            value = value * 10 + (m_pattern[m_at++] - '0');
        return value;
    }

    Fragment atom()
    {
        if (take("(?:") || (m_pattern.substr(m_at, 2) != "(?" && take("("))) {
            const Fragment inner = alternatives();
            if (!take(")"))
                m_failed = true;
            return inner;
        }
        return digits(oneOf());
    }

    Fragment digits(std::uint16_t set)
    {
        const Fragment step{node(), node()};
        if (m_failed)
            return {};
        m_nodes[static_cast<std::size_t>(step.in)].digits = set;
        m_nodes[static_cast<std::size_t>(step.in)].next = step.out;
        return step;
    }

    std::uint16_t oneOf()
    {
        if (take("\\d"))
            return anyDigit;
        if (isDigit(peek()))
            return static_cast<std::uint16_t>(1U << (m_pattern[m_at++] - '0'));
        if (!take("["))
            return fail();
        std::uint16_t set = 0;
        while (!take("]")) {
            if (take("\\d")) {
                set |= anyDigit;
                continue;
            }
            const char first = peek();
            if (!isDigit(first))
                return fail();
            ++m_at;
            char last = first;
            if (take("-")) {
                last = peek();
                if (!isDigit(last) || last < first)
                    return fail();
                ++m_at;
            }
            for (char digit = first; digit <= last; ++digit)
                set = static_cast<std::uint16_t>(set | (1U << (digit - '0')));
        }
        return set;
    }

    std::uint16_t fail()
    {
        m_failed = true;
        return 0;
    }

    std::string_view m_pattern;
    std::size_t m_at = 0;
    std::vector<Node> m_nodes;
    bool m_failed = false;
};

using NodeSet = std::vector<int>; // sorted

NodeSet closure(const std::vector<Node> &nodes, NodeSet set)
{
    for (std::size_t i = 0; i < set.size(); ++i) {
        for (const int reached : nodes[static_cast<std::size_t>(set[i])].free) {
            if (reached != -1 && std::find(set.begin(), set.end(), reached) == set.end())
                set.push_back(reached);
        }
    }
    std::sort(set.begin(), set.end());
    return set;
}

NodeSet step(const std::vector<Node> &nodes, const NodeSet &from, int digit)
{
    NodeSet reached;
    for (const int index : from) {
        const Node &node = nodes[static_cast<std::size_t>(index)];
        if ((node.digits >> digit & 1) != 0 && std::find(reached.begin(), reached.end(), node.next) == reached.end())
            reached.push_back(node.next);
    }
    return reached.empty() ? reached : closure(nodes, std::move(reached));
}

} // namespace

std::optional<DigitAutomaton> DigitAutomaton::compile(std::string_view pattern)
{
    PatternReader reader(pattern);
    const std::optional<Fragment> whole = reader.read();
    if (!whole)
        return std::nullopt;
    const std::vector<Node> &nodes = reader.nodes();

    DigitAutomaton automaton;
    std::map<NodeSet, std::int32_t> known;
    std::vector<NodeSet> sets;
    const auto stateOf = [&](NodeSet set) {
        const auto [found, isNew] = known.emplace(std::move(set), static_cast<std::int32_t>(sets.size()));
        if (isNew) {
            sets.push_back(found->first);
            automaton.m_next.emplace_back().fill(dead);
            automaton.m_accepts.push_back(std::binary_search(found->first.begin(), found->first.end(), whole->out));
        }
        return found->second;
    };
    stateOf(closure(nodes, {whole->in}));
    for (std::size_t state = 0; state < sets.size(); ++state) {
        if (sets.size() > mostStates)
            return std::nullopt;
        for (int digit = 0; digit < 10; ++digit) {
            const NodeSet from = sets[state]; // a copy: `sets` grows
            NodeSet reached = step(nodes, from, digit);
            if (!reached.empty())
                automaton.m_next[state][static_cast<std::size_t>(digit)] = stateOf(std::move(reached));
        }
    }
    return automaton;
}

bool DigitAutomaton::matches(std::string_view digits) const
{
    std::int32_t state = 0;
    for (const char c : digits) {
        state = m_next[static_cast<std::size_t>(state)][static_cast<std::size_t>(c - '0')];
        if (state == dead)
            return false;
    }
    return m_accepts[static_cast<std::size_t>(state)];
}

std::uint64_t DigitAutomaton::matchingPrefixes(std::string_view digits) const
{
    std::uint64_t lengths = 0;
    std::int32_t state = 0;
    for (std::size_t read = 0;; ++read) {
        if (m_accepts[static_cast<std::size_t>(state)])
            lengths |= std::uint64_t{1} << read;
        if (read == digits.size() || read == 63)
            return lengths;
        state = m_next[static_cast<std::size_t>(state)][static_cast<std::size_t>(digits[read] - '0')];
        if (state == dead)
            return lengths;
    }
}

} // namespace callsheet::check
