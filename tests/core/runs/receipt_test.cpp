#include "core/runs/receipt.h"

#include "tests/core/runs/journal_fixture.h"

#include <QRegularExpression>

namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::ErrorKind;
using test::errorOf;

namespace {

QDateTime at(int hour, int minute, int second)
{
    return QDateTime(QDate(2026, 7, 1), QTime(hour, minute, second), Qt::UTC);
}

//! 7 rows: row 5 left out, row 6 folded; rows 2 to 4 queued on the second attempt, row 7 settled by a person, and row
//! 8 refused.
Receipt sample()
{
    Receipt receipt;
    receipt.madeAt = at(12, 0, 0);
    receipt.zone = QTimeZone("Asia/Kolkata");
    RunHead &head = receipt.run.head;
    head = headFor(7, 1, 1);
    head.id = 12;
    head.createdAt = at(9, 30, 0);
    head.sheet = u"Sheet1"_s;
    head.variableSet = u"Renewals"_s;
    head.defaultCountry = u"IN"_s;
    head.preparation
        = Preparation{u"asha"_s, u"Renewals v3"_s, {u"Name: Title case"_s}, {u"Put + in front (12 Rows)"_s}, 12, 20};
    receipt.leftOut = {{5, false, u"The number 09876543210 is too short"_s}, {6, true, u"Same number as row 2"_s}};

    ReceiptChunk queued;
    queued.chunk.id = 1;
    queued.chunk.number = 1;
    queued.chunk.rows = {2, 3, 4};
    queued.chunk.state = ChunkState::Accepted;
    AttemptResult refusedConnection;
    refusedConnection.outcome = OutcomeClass::NotSent;
    refusedConnection.message = u"Nobody answered at that address."_s;
    AttemptResult accepted;
    accepted.outcome = OutcomeClass::Accepted;
    accepted.accepted = 3;
    accepted.httpStatus = 200;
    accepted.message = u"All are queued."_s;
    accepted.serverText = u"added <3> & none failed, not +919876543210"_s;
    queued.attempts = {{1, 1, at(9, 30, 1), {}, {}, at(9, 30, 2), refusedConnection},
        {2, 1, at(9, 30, 5), at(9, 30, 6), at(9, 30, 7), at(9, 30, 8), accepted}};

    ReceiptChunk settled;
    settled.chunk.id = 2;
    settled.chunk.number = 2;
    settled.chunk.rows = {7};
    settled.chunk.queuedRows = {7};
    settled.chunk.state = ChunkState::Accepted;
    AttemptResult lost;
    lost.message = u"No answer came."_s;
    settled.attempts = {{3, 2, at(9, 31, 0), at(9, 31, 0), {}, at(9, 32, 0), lost}};
    Settlement word;
    word.by = SettledBy::Person;
    word.who = u"asha"_s;
    word.sentence = u"Are they in the batch?"_s;
    word.note = u"seen, +91 98765 43210 is there"_s;
    word.queued = {7};
    receipt.settlements = {{at(10, 0, 0), word, 2}};

    ReceiptChunk refused;
    refused.chunk.id = 3;
    refused.chunk.number = 3;
    refused.chunk.rows = {8};
    refused.chunk.state = ChunkState::Refused;

    receipt.chunks = {queued, settled, refused};
    receipt.run.chunks = {queued.chunk, settled.chunk, refused.chunk};
    receipt.run.ledger = ledgerOf(head, receipt.run.chunks);
    return receipt;
}

QString html(const Receipt &receipt)
{
    const auto made = receiptHtml(receipt);
    EXPECT_EQ(errorOf(made), "");
    return made ? *made : QString();
}

//! What is to be read, without the tags.
QString words(const Receipt &receipt)
{
    QString text = html(receipt);
    text = text.mid(text.indexOf(u"<body>"_s));
    text.replace(QRegularExpression(u"<[^>]*>"_s), u" "_s);
    return text.simplified();
}

} // namespace

TEST(Receipt, tellsWhatTheRunWasMadeFromByWhomAndWhen)
{
    const QString text = words(sample());
    for (const QString &fact : {u"july.csv"_s, u"abc"_s, u"Sheet1"_s, u"Renewals"_s, u"Renewals v3"_s, u"IN"_s,
             u"Acme, https://calls.example"_s, u"64e5f12345abcdef98765432"_s, u"Sent by asha"_s, u"Asia/Kolkata"_s,
             u"1 Jul 2026 15:00:00 UTC+05:30"_s, u"Name: Title case"_s, u"Put + in front (12 Rows)"_s})
        EXPECT_TRUE(text.contains(fact)) << fact.toStdString();
}

TEST(Receipt, showsTheSumOfAllRows)
{
    const QString text = words(sample());
    EXPECT_TRUE(text.contains(
        u"Left out 1 + Folded as duplicates 1 + Queued 4 + Refused 1 + Not sent 0 + Unknown 0 = Rows in the file 7"_s))
        << text.toStdString();
}

TEST(Receipt, isNotMadeWhereTheRowsDoNotAddUp)
{
    const auto refusal = [](const Receipt &receipt) {
        const auto made = receiptHtml(receipt);
        return made ? ErrorKind::WrongUsage : made.error().kind;
    };
    Receipt ofACount = sample();
    ofACount.run.ledger.queued += 1;
    EXPECT_EQ(refusal(ofACount), ErrorKind::Storage);
    Receipt ofAChunk = sample();
    ofAChunk.chunks.pop_back();
    EXPECT_EQ(refusal(ofAChunk), ErrorKind::Storage) << "the ledger speaks of a chunk that is not listed";
    Receipt ofAReason = sample();
    ofAReason.leftOut.pop_back();
    EXPECT_EQ(refusal(ofAReason), ErrorKind::Storage);
    Receipt ofKinds = sample();
    ofKinds.leftOut.back().folded = false;
    EXPECT_EQ(refusal(ofKinds), ErrorKind::Storage);
}

TEST(Receipt, listsEveryAttemptWithItsTimeOutcomeAndAnswer)
{
    const QString text = words(sample());
    const qsizetype first
        = text.indexOf(u"1. 1 Jul 2026 15:00:01 UTC+05:30 Not sent Nobody answered at that address."_s);
    const qsizetype second = text.indexOf(u"2. 1 Jul 2026 15:00:05 UTC+05:30 Queued All are queued."_s);
    EXPECT_GE(first, 0) << text.toStdString();
    EXPECT_GT(second, first);
    EXPECT_TRUE(text.contains(u"Nothing left this computer."_s));
    EXPECT_TRUE(text.contains(u"Status of the answer: 200."_s));
    EXPECT_TRUE(text.contains(u"It was not tried."_s)) << "chunk 3";
}

TEST(Receipt, tellsHowEveryUnknownWasSettledAndWhoStillIs)
{
    Receipt receipt = sample();
    const QString settled = words(receipt);
    EXPECT_TRUE(settled.contains(u"2 1 Jul 2026 15:30:00 UTC+05:30 asha"_s)) << settled.toStdString();
    EXPECT_TRUE(settled.contains(u"Shown: “Are they in the batch?”"_s));
    EXPECT_FALSE(settled.contains(u"still unknown"_s));

    receipt.settlements.clear();
    receipt.chunks[1].chunk.queuedRows.clear();
    receipt.chunks[1].chunk.state = ChunkState::Unknown;
    receipt.run.chunks[1] = receipt.chunks[1].chunk;
    receipt.run.ledger = ledgerOf(receipt.run.head, receipt.run.chunks);
    EXPECT_TRUE(words(receipt).contains(u"Chunk 2 is still unknown"_s));
}

namespace {

struct Tries {
    const char *name;
    std::vector<OutcomeClass> outcomes; // of chunk 1's attempts
    bool isSettledBetween;
    bool isSaid;
};
class ReceiptOfTries : public ::testing::TestWithParam<Tries> { };

} // namespace

TEST_P(ReceiptOfTries, saysWhatAnEarlierTryDidOnlyWhereThatIsKnown)
{
    Receipt receipt = sample();
    ReceiptChunk &one = receipt.chunks[0];
    one.attempts.clear();
    for (const OutcomeClass outcome : GetParam().outcomes) {
        const int minute = static_cast<int>(one.attempts.size());
        one.attempts.push_back({minute + 1, 1, at(9, minute, 0), at(9, minute, 1), at(9, minute, 2), at(9, minute, 3),
            resultOf(outcome, 3)});
    }
    if (GetParam().isSettledBetween) {
        Settlement word;
        word.by = SettledBy::Person;
        receipt.settlements.push_back({at(9, 0, 30), word, one.chunk.id});
    }
    EXPECT_EQ(words(receipt).contains(u"Chunk 1: what an earlier try did was never learned, and it was sent again."_s),
        GetParam().isSaid);
    EXPECT_FALSE(words(receipt).contains(u"Chunk 2: what an earlier try did"_s))
        << "it was tried once, and a person has settled it";
}

INSTANTIATE_TEST_SUITE_P(Ways, ReceiptOfTries,
    ::testing::Values(
        Tries{"aServerErrorAndThenAccepted", {OutcomeClass::Unknown, OutcomeClass::Accepted}, false, true},
        Tries{"theSameWithAnAnswerBetween", {OutcomeClass::Unknown, OutcomeClass::Accepted}, true, false},
        Tries{"nothingSentAndThenAccepted", {OutcomeClass::NotSent, OutcomeClass::Accepted}, false, false},
        Tries{"acceptedAtOnce", {OutcomeClass::Accepted}, false, false}),
    [](const auto &tested) { return tested.param.name; });

TEST(Receipt, escapesWhateverComesFromOutside)
{
    Receipt receipt = sample();
    const QString evil = u"<script>alert(\"1\")</script>&amp;<b>"_s;
    RunHead &head = receipt.run.head;
    for (QString *text : {&head.name, &head.fileName, &head.fileSha256, &head.sheet, &head.variableSet,
             &head.defaultCountry, &head.connectionName, &head.baseUrl, &head.batchId, &head.preparation->who,
             &head.preparation->templateName, &receipt.leftOut[0].reason, &receipt.settlements[0].settlement.who,
             &receipt.settlements[0].settlement.sentence, &receipt.settlements[0].settlement.note,
             &receipt.chunks[0].attempts[1].result->message, &receipt.chunks[0].attempts[1].result->serverText})
        *text = evil;
    head.baseUrl.append(u'/'); // what is the same as its neighbour is not told twice
    receipt.chunks[0].attempts[1].result->serverText.prepend(u"it says "_s); // no text that the message quotes
    head.preparation->cleanUps = {evil};
    head.preparation->changes = {evil};
    LookUp look;
    look.asked = evil;
    receipt.chunks[0].looks = {look};
    receipt.people = std::vector<ReceiptPerson>{{2, evil, RowState::Queued}};
    const QString page = html(receipt);
    EXPECT_FALSE(page.contains(u"<script"_s)) << page.toStdString();
    EXPECT_FALSE(page.contains(u"<b>\""_s));
    EXPECT_GE(page.count(u"&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;&lt;b&gt;"_s), 21);
}

TEST(Receipt, holdsNoPhoneNumbersUnlessAskedFor)
{
    Receipt receipt = sample();
    receipt.run.head.preparation->changes.append(u"Replace “+919876543210” by “”"_s);
    const QString without = html(receipt);
    for (const QString &number : {u"9876543210"_s, u"98765 43210"_s})
        EXPECT_FALSE(without.contains(number)) << number.toStdString();
    EXPECT_TRUE(without.contains(u"64e5f12345abcdef98765432"_s)) << "an id is no number";

    receipt.people = std::vector<ReceiptPerson>{{2, u"919876543210"_s, RowState::Queued}};
    const QString with = html(receipt);
    EXPECT_TRUE(with.contains(u"919876543210"_s));
    EXPECT_TRUE(with.contains(u"98765 43210"_s)) << "what a person wrote is as it was written";
}

TEST(Receipt, saysThatNobodyWasCalledInPractice)
{
    Receipt receipt = sample();
    EXPECT_FALSE(words(receipt).contains(u"practice"_s));
    receipt.run.head.practice = true;
    EXPECT_TRUE(words(receipt).contains(u"nobody was called"_s));
}

TEST(Receipt, ofAnOlderRunSaysWhatWasNotWrittenDown)
{
    Receipt receipt = sample();
    receipt.run.head.preparation.reset();
    EXPECT_TRUE(words(receipt).contains(u"did not write it down"_s));
}

TEST(Receipt, staysShortWhereEveryRowHasAReasonOfItsOwn)
{
    Receipt receipt = sample();
    receipt.leftOut.clear();
    for (std::uint32_t row = 100; row < 5100; ++row)
        receipt.leftOut.push_back({row, false, u"Reason %1"_s.arg(row)});
    receipt.run.head.leftOut = 5000;
    receipt.run.head.folded = 0;
    receipt.run.head.rows = 5005;
    receipt.run.ledger = ledgerOf(receipt.run.head, receipt.run.chunks);
    const QString page = html(receipt);
    EXPECT_LT(page.size(), 40'000);
    EXPECT_TRUE(page.contains(u"each of no more rows: 4,950."_s));
}

} // namespace callsheet::runs
