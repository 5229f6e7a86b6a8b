#pragma once

#include "core/send/batch_page.h"

#include <QHash>
#include <QString>

#include <vector>

namespace callsheet::send {

//! The values that were sent of a chunk's people, to be found again in somebody else's words and hidden there.
class PersonalWords {
public:
    PersonalWords() = default; // of people of whom nothing is known: then no word of a text can be shown
    explicit PersonalWords(const std::vector<wire::SentRecord> &people);

    //! The text with every value, and every word of one, replaced by its variable ("‹name›"), however it is written:
    //! case, accents, ligatures and widths do not count. Phone numbers, and ends of them, keep their last three digits.
    QString hiddenIn(const QString &text) const;

private:
    struct Term {
        QString folded;
        QString variable; // empty: a phone number, which is masked
    };
    void add(const QString &value, const QString &variable);
    void addTerm(const QString &folded, const QString &variable);
    void addNumber(const QString &digits);
    //! The longest term that begins at this place; null: none does.
    const Term *termAt(const QString &folded, qsizetype place) const;
    //! A term that the text's last word begins: an answer may break off in the middle of a name.
    const Term *termCutAt(const QString &folded, qsizetype place) const;
    //! "555-1001" of 12125551001 made unreadable.
    QString withoutEndsOfNumbers(const QString &text) const;
    bool isEndOfANumber(const QString &digits) const;

    bool m_areKnown = false;
    QHash<QString, std::vector<Term>> m_byStart; // by their first two letters
    QHash<QString, QStringList> m_numbers; // their digits, by the last six
};

//! What a text is, in place of what it says: "text, length 9".
QString kindOf(const QString &text);

} // namespace callsheet::send
