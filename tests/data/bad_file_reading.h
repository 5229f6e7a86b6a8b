#pragma once

#include "core/check/check_rows.h"
#include "core/check/describe.h"
#include "tests/core/sheet/sheet_files.h"
#include "tests/data/bad_files.h"

namespace callsheet::test {

inline QString damageName(sheet::RowDamage damage)
{
    switch (damage) {
    case sheet::RowDamage::TooFewCells:
        return u"too few cells"_s;
    case sheet::RowDamage::TooManyCells:
        return u"too many cells"_s;
    case sheet::RowDamage::StrayQuote:
        return u"stray quote"_s;
    case sheet::RowDamage::UnclosedQuote:
        return u"unclosed quote"_s;
    case sheet::RowDamage::InvalidText:
        return u"invalid text"_s;
    case sheet::RowDamage::NulByte:
        return u"zero byte"_s;
    case sheet::RowDamage::FormulaWithoutValue:
        return u"formula without value"_s;
    case sheet::RowDamage::LineBreakInCell:
        return u"line break in cell"_s;
    case sheet::RowDamage::DoubtfulText:
        return u"doubtful text"_s;
    }
    return {};
}

//! One of the bad files, and what came of opening it.
class BadFileReading {
public:
    explicit BadFileReading(const QString &name, const sheet::ReadingOptions &options = {})
        : path(makeBadFile(folder, name))
        , result(open(path, options))
    {
    }
    const sheet::Table &table() const { return *result->table; }
    const sheet::ReadingReport &report() const { return result->report; }
    //! The header and all rows, or the sentence when it was refused: one comparison shows everything.
    QStringList lines() const
    {
        if (!result)
            return {u"refused: "_s + result.error().message};
        return QStringList{table().header().join(u" | "_s)} + linesOf(table());
    }
    //! "5: unclosed quote", by the row of the sheet.
    QStringList damages() const
    {
        QStringList list;
        if (result) {
            for (const sheet::DamagedRow &row : table().damagedRows())
                list += u"%1: %2"_s.arg(table().sheetRow(row.row)).arg(damageName(row.damage));
        }
        return list;
    }
    QString sentence() const { return result ? QString() : result.error().message; }

    TemporaryFolder folder;
    QString path;
    base::Result<sheet::Document> result;
};

//! Refused in one sentence that names the file and holds these words.
inline void expectRefused(
    const QString &name, const QStringList &words, base::ErrorKind kind = base::ErrorKind::Unreadable)
{
    SCOPED_TRACE(name.toStdString());
    const BadFileReading file(name);
    ASSERT_FALSE(file.result) << "was read: " << file.lines().mid(0, 5).join(u'\n').toStdString();
    EXPECT_EQ(file.result.error().kind, kind) << file.sentence().toStdString();
    EXPECT_TRUE(file.sentence().contains(name)) << file.sentence().toStdString();
    EXPECT_TRUE(file.sentence().endsWith(u'.')) << file.sentence().toStdString();
    EXPECT_FALSE(file.sentence().contains(u'%')) << file.sentence().toStdString();
    for (const QString &word : words)
        EXPECT_TRUE(file.sentence().contains(word)) << file.sentence().toStdString();
}
inline void expectLimit(const QString &name, const QStringList &words)
{
    expectRefused(name, words, base::ErrorKind::Limit);
}

//! Read as these lines (the header first), with these rows damaged and no other.
inline void expectRead(const QString &name, const QStringList &lines, const QStringList &damages = {})
{
    SCOPED_TRACE(name.toStdString());
    const BadFileReading file(name);
    EXPECT_EQ(file.lines(), lines);
    EXPECT_EQ(file.damages(), damages);
}

//! The rows of a bad file as the check sees them, with a phone number and a name that is not required.
class BadFileCheck {
public:
    explicit BadFileCheck(const QString &name, const QString &country = u"GB"_s)
        : m_file(name)
    {
        if (!m_file.result) {
            ADD_FAILURE() << m_file.sentence().toStdString();
            return;
        }
        m_input.table = m_file.result->table;
        m_input.variables.variables
            = {{match::phoneNumberKey, u"Phone"_s, true, match::VariableType::Phone, {u"phone"_s}},
                {u"name"_s, u"Name"_s, false, match::VariableType::Text, {}}};
        m_input.mapping = match::suggestMapping(m_input.variables, m_input.table->header());
        m_input.settings.defaultCountry = country;
        const auto report = check::checkRows(m_input, nullptr, {});
        EXPECT_EQ(errorOf(report), "");
        m_report = *report;
    }
    const check::CheckInput &input() const { return m_input; }
    const check::Report &report() const { return *m_report; }
    //! "5: 442079460001 phoneExtension", one a row; the number is left out where nobody is called.
    QStringList lines() const
    {
        QStringList lines;
        for (sheet::RowIndex row = 0; m_report && row < m_input.table->rowCount(); ++row) {
            QString line = u"%1:"_s.arg(m_input.table->sheetRow(row));
            const check::RowState state = m_report->states[row];
            if (state == check::RowState::Ready || state == check::RowState::Warning)
                line += u" %1"_s.arg(m_report->phones[row]);
            const auto [first, last] = m_report->problemsOf(row);
            for (std::size_t i = first; i < last; ++i)
                line += u' ' + check::codeName(m_report->problems[i].code);
            lines += line;
        }
        return lines;
    }

private:
    BadFileReading m_file;
    check::CheckInput m_input;
    std::shared_ptr<const check::Report> m_report;
};

} // namespace callsheet::test
