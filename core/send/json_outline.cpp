#include "core/send/json_outline.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <vector>

namespace callsheet::send {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype deepestIndent = 12; // of a million brackets nobody reads the end

QString inQuotes(const QString &text)
{
    QString quoted(u'"');
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            quoted += u'\\';
        quoted += c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ? QChar(u' ') : c;
    }
    return quoted + u'"';
}

class Outline {
public:
    Outline(const QString &json, const OutlineRules &rules)
        : m_json(json)
        , m_rules(rules)
    {
    }

    QString text()
    {
        while (m_at < m_json.size() && m_out.size() < m_rules.mostCharacters)
            step();
        if (m_at < m_json.size()) {
            m_out.truncate(m_rules.mostCharacters);
            m_out += u"\n… "_s + QCoreApplication::translate("send", "(the rest is not shown)");
            return m_out;
        }
        while (!m_open.empty()) // cut off: what is open is not closed, only counted
            leave(QChar());
        return m_out;
    }

private:
    struct Open {
        bool isArray = false;
        bool isHidden = false; // within an element that is only counted
        int parts = 0;
        QString key;
    };

    void step()
    {
        const QChar c = m_json[m_at];
        if (c.isSpace() || c == u',' || c == u':') {
            ++m_at;
        } else if (c == u'{' || c == u'[') {
            enter(c);
        } else if (c == u'}' || c == u']') {
            ++m_at;
            if (!m_open.empty())
                leave(c);
        } else if (c == u'"') {
            takeText();
        } else {
            takeWord();
        }
    }

    void enter(QChar bracket)
    {
        ++m_at;
        const bool isShown = beginPart();
        const QString key = m_key.isEmpty() && !m_open.empty() ? m_open.back().key : m_key;
        m_key.clear();
        m_open.push_back({bracket == u'[', !isShown, 0, key});
        if (isShown)
            m_out += bracket;
    }

    void leave(QChar bracket)
    {
        const Open closed = m_open.back();
        m_open.pop_back();
        m_key.clear();
        if (closed.isHidden)
            return;
        const int more = closed.isArray ? closed.parts - m_rules.mostOfAnArray : 0;
        if (more > 0) {
            newLine(1);
            m_out += QCoreApplication::translate("send", "… and %1 more").arg(QLocale().toString(more));
        }
        if (bracket.isNull())
            return;
        if (closed.parts > 0)
            newLine(0);
        m_out += bracket;
    }

    //! Before a key or an element. False: it is one of those that are only counted.
    bool beginPart()
    {
        if (m_open.empty())
            return true;
        Open &around = m_open.back();
        if (around.isHidden)
            return false;
        if (!m_key.isNull()) // its key has begun the line
            return true;
        ++around.parts;
        if (around.isArray && around.parts > m_rules.mostOfAnArray)
            return false;
        if (around.parts > 1)
            m_out += u',';
        newLine(0);
        return true;
    }

    void newLine(qsizetype deeper)
    {
        const qsizetype depth = std::min(static_cast<qsizetype>(m_open.size()) + deeper, deepestIndent);
        m_out += u'\n' + QString(2 * depth, u' ');
    }

    void takeText()
    {
        const QString text = readText();
        qsizetype next = m_at;
        while (next < m_json.size() && m_json[next].isSpace())
            ++next;
        const bool isKey = next < m_json.size() && m_json[next] == u':' && !m_open.empty() && !m_open.back().isArray;
        if (isKey) {
            m_key = QString();
            const bool isShown = beginPart();
            m_key = text.isNull() ? u""_s : text;
            if (isShown)
                m_out += inQuotes(m_rules.key(text)) + u": "_s;
            return;
        }
        if (beginPart())
            m_out += inQuotes(m_rules.text(key(), depth(), text));
        m_key = QString();
    }

    void takeWord()
    {
        const qsizetype begin = m_at;
        while (m_at < m_json.size() && !m_json[m_at].isSpace() && !u",:{}[]\""_s.contains(m_json[m_at]))
            ++m_at;
        const QString word = m_json.mid(begin, m_at - begin);
        if (beginPart())
            m_out += m_rules.word(key(), depth(), word);
        m_key = QString();
    }

    QString key() const { return m_key.isEmpty() && !m_open.empty() ? m_open.back().key : m_key; }
    int depth() const { return static_cast<int>(m_open.size()); }

    //! A text literal without its quotes and escapes; to the end where it has none.
    QString readText()
    {
        QString text(u""_s);
        for (++m_at; m_at < m_json.size() && m_json[m_at] != u'"'; ++m_at) {
            if (m_json[m_at] != u'\\' || m_at + 1 >= m_json.size()) {
                text += m_json[m_at];
                continue;
            }
            const QChar escaped = m_json[++m_at];
            bool isCode = false;
            const ushort code = escaped == u'u' ? m_json.mid(m_at + 1, 4).toUShort(&isCode, 16) : ushort(0);
            if (isCode) {
                text += QChar(code);
                m_at += 4;
            } else {
                text += u"nrtbf"_s.contains(escaped) ? QChar(u' ') : escaped;
            }
        }
        if (m_at < m_json.size())
            ++m_at; // the closing quote
        return text;
    }

    const QString &m_json;
    const OutlineRules &m_rules;
    qsizetype m_at = 0;
    QString m_out;
    QString m_key; // of the value that comes next; null: none
    std::vector<Open> m_open;
};

} // namespace

QString jsonOutline(const QString &json, const OutlineRules &rules)
{
    return Outline(json, rules).text();
}

} // namespace callsheet::send
