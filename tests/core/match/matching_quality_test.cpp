#include "core/match/mapping.h"

#include "tests/support/printers.h"

#include <QFile>
#include <QHash>

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

// How well headings of the world are understood, over sheets as programs and people write them. A suggestion counts as
// accepted when it needs no click.

namespace callsheet::match {
namespace {

using namespace Qt::StringLiterals;

struct Column {
    QString heading;
    QStringList tags; // of what it holds
    QStringList maybe; // of what it may be taken for
};

struct Sheet {
    QString name;
    QList<Column> columns;
    bool isHeldOut = false;
};

QList<Sheet> sheetsOf(const QString &fileName)
{
    QFile file(QStringLiteral(CALLSHEET_SOURCE_DIR "/tests/core/match/data/") + fileName);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    QList<Sheet> sheets;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u'#'))
            continue;
        Sheet sheet;
        sheet.name = line;
        sheet.isHeldOut = sheets.size() % 3 == 2;
        for (const QString &cell : line.mid(line.indexOf(u':') + 1).split(u" | "_s)) {
            Column column;
            column.heading = cell.section(u'{', 0, 0).trimmed();
            for (const QString &tag :
                cell.section(u'{', 1).chopped(cell.contains(u'{') ? 1 : 0).split(u',', Qt::SkipEmptyParts)) {
                if (tag.trimmed().endsWith(u'?'))
                    column.maybe.append(tag.trimmed().chopped(1));
                else
                    column.tags.append(tag.trimmed());
            }
            sheet.columns.append(column);
        }
        sheets.append(sheet);
    }
    return sheets;
}

struct Wish {
    QString key;
    QString tag;
};

//! What three agents call the same things.
const QList<QList<Wish>> &agents()
{
    static const QList<QList<Wish>> sets = {
        {{u"phoneNumber"_s, u"phone"_s}, {u"name"_s, u"name"_s}, {u"first_name"_s, u"first"_s},
            {u"last_name"_s, u"last"_s}, {u"email"_s, u"email"_s}, {u"company"_s, u"company"_s}, {u"city"_s, u"city"_s},
            {u"date"_s, u"date"_s}, {u"due_date"_s, u"due"_s}, {u"amount"_s, u"amount"_s},
            {u"account_id"_s, u"account"_s}, {u"order_id"_s, u"order"_s}, {u"timezone"_s, u"tz"_s}},
        {{u"phoneNumber"_s, u"phone"_s}, {u"customerName"_s, u"name"_s}, {u"given_name"_s, u"first"_s},
            {u"surname"_s, u"last"_s}, {u"email_address"_s, u"email"_s}, {u"company_name"_s, u"company"_s},
            {u"town"_s, u"city"_s}, {u"appointment_date"_s, u"appointment"_s}, {u"total_amount"_s, u"amount"_s},
            {u"account_number"_s, u"account"_s}, {u"order_number"_s, u"order"_s}, {u"customer_id"_s, u"customer"_s},
            {u"time_zone"_s, u"tz"_s}},
        {{u"phoneNumber"_s, u"phone"_s}, {u"kundenname"_s, u"name"_s}, {u"vorname"_s, u"first"_s},
            {u"nachname"_s, u"last"_s}, {u"e_mail"_s, u"email"_s}, {u"firma"_s, u"company"_s}, {u"ort"_s, u"city"_s},
            {u"datum"_s, u"date"_s}, {u"faelligkeitsdatum"_s, u"due"_s}, {u"betrag"_s, u"amount"_s},
            {u"kontonummer"_s, u"account"_s}, {u"bestellnummer"_s, u"order"_s}, {u"kundennummer"_s, u"customer"_s},
            {u"termin"_s, u"appointment"_s}, {u"zeitzone"_s, u"tz"_s}},
    };
    return sets;
}

struct Score {
    int right = 0;
    int wrong = 0; // accepted without a click, and another column or none is meant
    int missed = 0; // there is a column for it, and it was not accepted
    int missedButOffered = 0; // of the missed: one click away

    double precision() const { return right / std::max(1.0, double(right + wrong)); }
    double recall() const { return right / std::max(1.0, double(right + missed)); }
};

void addUp(const Sheet &sheet, const QList<Wish> &agent, Score &score)
{
    static const bool verbose = std::getenv("CALLSHEET_SHOW_MISSES") != nullptr;
    VariableSet set;
    for (const Wish &wish : agent)
        set.variables.append(
            {wish.key, wish.key, false, wish.key == phoneNumberKey ? VariableType::Phone : VariableType::Text, {}});
    QStringList header;
    for (const Column &column : sheet.columns)
        header.append(column.heading);
    const Mapping mapping = suggestMapping(set, header);
    for (qsizetype i = 0; i < agent.size(); ++i) {
        const Assignment &assignment = mapping.assignments[i];
        const QString &tag = agent[i].tag;
        const auto isMeant = [&](const Column &column) { return column.tags.contains(tag); };
        const bool exists = std::any_of(sheet.columns.begin(), sheet.columns.end(), isMeant);
        const bool offered = assignment.source == Source::Column;
        const bool fits = offered && isMeant(sheet.columns[assignment.column]);
        const bool mayFit = offered && sheet.columns[assignment.column].maybe.contains(tag);
        const bool accepted = offered && assignment.confirmed;
        if (accepted && fits)
            ++score.right;
        else if (accepted && !mayFit)
            ++score.wrong;
        if (exists && !(accepted && (fits || mayFit))) {
            ++score.missed;
            score.missedButOffered += offered && fits ? 1 : 0;
        }
        const bool isOff = (accepted && !fits && !mayFit) || (exists && !(accepted && (fits || mayFit)));
        if (verbose && isOff && !sheet.isHeldOut) {
            std::cout << (accepted ? "WRONG " : "MISS  ") << agent[i].key.toStdString() << " <- "
                      << (offered ? header[assignment.column].toStdString() : "-") << "   in "
                      << sheet.name.toStdString() << '\n';
        }
    }
}

void print(const char *what, const Score &score)
{
    std::cout << what << ": precision " << score.precision() << ", recall " << score.recall() << " (" << score.right
              << " right, " << score.wrong << " wrong, " << score.missed << " missed, of which "
              << score.missedButOffered << " one click away)\n";
}

TEST(MatchingQuality, acceptsTheRightColumnsOfTheWorldsSheets)
{
    const QList<Sheet> sheets = sheetsOf(u"header_rows.txt"_s);
    ASSERT_GE(sheets.size(), 200);
    Score tuned;
    Score heldOut;
    Score all;
    for (const Sheet &sheet : sheets) {
        for (const QList<Wish> &agent : agents()) {
            addUp(sheet, agent, sheet.isHeldOut ? heldOut : tuned);
            addUp({sheet.name, sheet.columns, true}, agent, all);
        }
    }
    print("tuned on ", tuned);
    print("held out ", heldOut);
    print("all      ", all);
    EXPECT_GE(all.precision(), 0.97);
    EXPECT_GE(all.recall(), 0.95);
    EXPECT_GE(heldOut.precision(), 0.97);
    EXPECT_GE(heldOut.recall(), 0.95);
    EXPECT_GT(all.right, 2000) << "the corpus is there";
}

TEST(MatchingQuality, seesThroughTheExportsOfWellKnownPrograms)
{
    const QList<Sheet> sheets = sheetsOf(u"export_header_rows.txt"_s);
    ASSERT_GE(sheets.size(), 40);
    Score score;
    for (const Sheet &sheet : sheets) {
        for (const QList<Wish> &agent : agents())
            addUp({sheet.name, sheet.columns, false}, agent, score);
    }
    print("exports  ", score);
    EXPECT_GE(score.precision(), 0.97);
    EXPECT_GE(score.recall(), 0.95);
    EXPECT_GT(score.right, 600) << "the corpus is there";
}

TEST(MatchingQuality, understandsSheetsThatItHasNotSeen)
{
    const QList<Sheet> sheets = sheetsOf(u"unseen_header_rows.txt"_s);
    ASSERT_GE(sheets.size(), 40);
    Score score;
    for (const Sheet &sheet : sheets) {
        for (const QList<Wish> &agent : agents())
            addUp({sheet.name, sheet.columns, false}, agent, score);
    }
    print("unseen   ", score);
    EXPECT_GE(score.precision(), 0.97);
    EXPECT_GE(score.recall(), 0.95);
    EXPECT_GT(score.right, 500) << "the corpus is there";
}

TEST(MatchingQuality, isMeasuredByAScoreThatCanFail)
{
    Score score;
    const Sheet sheet{u"made up"_s, {{u"Phone"_s, {}, {}}, {u"Callback no"_s, {u"phone"_s}, {}}}, true};
    addUp(sheet, {{phoneNumberKey, u"phone"_s}}, score);
    EXPECT_EQ(score.right, 0);
    EXPECT_EQ(score.wrong, 1);
    EXPECT_EQ(score.missed, 1);
}

} // namespace
} // namespace callsheet::match
