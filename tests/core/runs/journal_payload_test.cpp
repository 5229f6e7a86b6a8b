#include "core/runs/journal_rows.h"
#include "tests/core/runs/journal_fixture.h"

#include <QDir>
#include <QFile>

// What lies in the journal's file of people: nothing that can be read without the key, and everything with it.
namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::ErrorKind;
using test::errorOf;

namespace {

const QByteArray ada("+447400123456");
const QByteArray bob("+447400999888");
const QList<QByteArray> planted = {ada, bob, "Zo\xC3\xAB Quillfeather", "447400123456", "Trubshaw"};

PayloadKeys keysOf(char letter)
{
    return {true, QByteArray(payloadKeySize, letter)};
}

class JournalPayload : public JournalStoreTest {
protected:
    void SetUp() override
    {
        m_options.witness = std::make_shared<FileWitness>(m_folder.path(u"journal.last"_s));
        m_options.payloadKeys = keysOf('k');
        open();
    }
    void reopen(const PayloadKeys &keys)
    {
        m_store.reset();
        m_options.witness = std::make_shared<FileWitness>(m_folder.path(u"journal.last"_s));
        m_options.payloadKeys = keys;
        open();
    }
    //! A refused chunk whose answer quotes people, one that waits, and a row left out because of its value.
    RunId quoting()
    {
        const auto run = m_store->plan(headFor(4, 1, 0), {{5, false, u"“Trubshaw” is no number."_s}},
            chunksOf({{{2, 3}, bodyOf(ada)}, {{4}, bodyOf(bob)}}));
        EXPECT_EQ(errorOf(run), "");
        AttemptResult refused = resultOf(OutcomeClass::Refused);
        refused.serverText = QString::fromUtf8(ada + " of Zo\xC3\xAB Quillfeather is no phone number");
        refused.message = u"The service refused: "_s + refused.serverText;
        refused.answer = "{\"status\":false,\"message\":\"" + refused.serverText.toUtf8() + "\"}";
        const AttemptId made = attempt(chunk(*run, 0).id);
        EXPECT_EQ(errorOf(m_store->recordWireOpen(made)), "");
        EXPECT_EQ(errorOf(m_store->recordResult(made, refused)), "");
        return *run;
    }
    static QByteArray bodyOf(const QByteArray &phone)
    {
        return R"({"callData":[{"phoneNumber":")" + phone + R"(","name":"Zoë Quillfeather"}]})";
    }
    //! What of the planted texts stands in any file of the folder, compressed bodies and answers unpacked.
    QList<QByteArray> foundInFiles(const QList<QByteArray> &sought = planted) const
    {
        QByteArray all;
        const QDir folder(m_folder.path(u"."_s));
        for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden)) {
            QFile file(folder.filePath(name));
            EXPECT_TRUE(file.open(QIODevice::ReadOnly));
            all += file.readAll();
        }
        // A zlib stream begins with 78 01 at level 1; each one that opens is looked into, too.
        for (qsizetype at = all.indexOf("\x78\x01"); at >= 4; at = all.indexOf("\x78\x01", at + 2))
            all += qUncompress(all.mid(at - 4, 4096));
        QList<QByteArray> found;
        for (const QByteArray &text : sought) {
            if (all.contains(text))
                found.append(text);
        }
        return found;
    }
};

} // namespace

TEST_F(JournalPayload, liesInNoFileInTheClear)
{
    quoting();
    EXPECT_EQ(foundInFiles(), QList<QByteArray>()) << "while it is open, side file included";
    m_store.reset();
    EXPECT_EQ(foundInFiles(), QList<QByteArray>());
}

TEST_F(JournalPayload, liesThereForEverybodyWithoutACipher)
{
    // The control: the search finds what is there to be found.
    m_store.reset();
    QFile::remove(path());
    QFile::remove(m_folder.path(u"journal.last"_s));
    reopen({});
    quoting();
    m_store.reset();
    EXPECT_EQ(foundInFiles(), planted);
}

TEST_F(JournalPayload, isReadAgainWithTheKey)
{
    const RunId run = quoting();
    reopen(keysOf('k'));
    EXPECT_EQ(m_store->sendingLock(), QString());
    EXPECT_EQ(*m_store->body(chunk(run, 0).id), bodyOf(ada));
    EXPECT_TRUE(chunk(run, 0).message.contains(u"Quillfeather"_s));
    EXPECT_TRUE(chunk(run, 0).serverText.contains(QString::fromUtf8(ada)));
    const AttemptRecord tried = m_store->attempts(chunk(run, 0).id)->at(0);
    EXPECT_EQ(tried.result->serverText, chunk(run, 0).serverText);
    EXPECT_EQ(
        *m_store->answer(tried.id), "{\"status\":false,\"message\":\"" + tried.result->serverText.toUtf8() + "\"}");
    EXPECT_EQ(m_store->leftOutRows(run)->at(0).reason, u"“Trubshaw” is no number."_s);
    EXPECT_TRUE(m_store->recordIntent(chunk(run, 1).id, false));
}

TEST_F(JournalPayload, leavesRunsRowsAndTotalsReadableWithoutTheKey)
{
    const RunId run = quoting();
    for (const PayloadKeys &keys : {keysOf('x'), PayloadKeys{true, {}}}) {
        reopen(keys);
        EXPECT_EQ(m_store->sendingLock(), QString()) << "a lost key is no tampering";
        EXPECT_EQ(m_store->runs()->size(), 1u);
        EXPECT_EQ(m_store->run(run)->ledger, (Ledger{4, 1, 0, 0, 2, 1, 0}));
        EXPECT_EQ(chunk(run, 0).rows, (std::vector<std::uint32_t>{2, 3}));
        EXPECT_EQ(chunk(run, 0).message, sentenceWithoutKey());
        EXPECT_EQ(chunk(run, 0).serverText, QString());
        EXPECT_EQ(m_store->rowsIn(run, RowState::Refused)->size(), 2u);
        EXPECT_FALSE(m_store->leftOutRows(run)->at(0).reason.isEmpty());
        const auto body = m_store->body(chunk(run, 1).id);
        ASSERT_FALSE(body) << "never a wrong body";
        EXPECT_EQ(body.error(), payloadKeyMissing());
        const auto answer = m_store->answer(m_store->attempts(chunk(run, 0).id)->at(0).id);
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error(), payloadKeyMissing());
        EXPECT_FALSE(m_store->replaceChunk(chunk(run, 0).id, {}));
    }
}

TEST_F(JournalPayload, isNeverWrittenInTheClearBecauseTheKeyIsMissing)
{
    reopen({true, {}});
    const auto run = m_store->plan(headFor(1), {}, chunksOf({{{2}, bodyOf(ada)}}));
    ASSERT_FALSE(run);
    EXPECT_EQ(run.error().kind, ErrorKind::Storage);
    EXPECT_TRUE(m_store->runs()->empty());
    EXPECT_EQ(foundInFiles(), QList<QByteArray>());
}

TEST_F(JournalPayload, letsNobodyLeaveWhoseAnswerCouldNotBeWrittenDown)
{
    const RunId run = quoting();
    m_store->usePayloadKeys({true, {}});
    const auto intent = m_store->recordIntent(chunk(run, 1).id, false);
    ASSERT_FALSE(intent);
    EXPECT_EQ(intent.error().kind, ErrorKind::Storage);
    EXPECT_EQ(chunk(run, 1).state, ChunkState::Waiting);
    EXPECT_EQ(chunk(run, 1).tries, 0);

    m_store->usePayloadKeys(keysOf('k'));
    EXPECT_TRUE(m_store->recordIntent(chunk(run, 1).id, false)) << "the control";
}

namespace {

struct LostKey {
    const char *name;
    PayloadKeys whenItComes; // the keys at the moment of the answer
    bool isKept;
};
class AnswerWithKeys : public JournalPayload, public ::testing::WithParamInterface<LostKey> { };

} // namespace

TEST_P(AnswerWithKeys, isStoredWithItsOutcome)
{
    const RunId run = quoting();
    const ChunkId sent = chunk(run, 1).id;
    const AttemptId made = attempt(sent);
    ASSERT_EQ(errorOf(m_store->recordWireOpen(made)), "");
    m_store->usePayloadKeys(GetParam().whenItComes);
    AttemptResult result = resultOf(OutcomeClass::Accepted, 1);
    result.httpStatus = 200;
    result.callIds = QStringList{u"call-1"_s};
    result.serverText = QString::fromUtf8(bob + " is queued");
    result.message = u"The service said: "_s + result.serverText;
    result.answer = bodyOf(bob);
    ASSERT_EQ(errorOf(m_store->recordResult(made, result)), "");

    reopen(keysOf('k'));
    EXPECT_EQ(m_store->sendingLock(), QString());
    EXPECT_EQ(chunk(run, 1).state, ChunkState::Accepted) << "and not unknown for no reason";
    EXPECT_EQ(chunk(run, 1).accepted, 1);
    EXPECT_FALSE(chunk(run, 1).message.isEmpty());
    EXPECT_FALSE(m_store->recordIntent(sent, false)) << "nobody is called twice";
    const AttemptResult stored = *m_store->attempts(sent)->at(0).result;
    EXPECT_EQ(stored.callIds, result.callIds);
    EXPECT_EQ(stored.httpStatus, 200);
    EXPECT_EQ(stored.message == result.message, GetParam().isKept);
    EXPECT_EQ(stored.serverText, GetParam().isKept ? result.serverText : QString());
    EXPECT_EQ(foundInFiles(), QList<QByteArray>()) << "least of all in the clear";
}

INSTANTIATE_TEST_SUITE_P(WhenItComes, AnswerWithKeys,
    ::testing::Values(LostKey{"theKeyIsThere", keysOf('k'), true}, LostKey{"theKeyIsGone", {true, {}}, false}),
    [](const auto &tested) { return tested.param.name; });

TEST_F(JournalPayload, ofAnInterruptedSendIsRecoveredWithoutTheKey)
{
    const RunId run = quoting();
    EXPECT_EQ(errorOf(m_store->recordWireOpen(attempt(chunk(run, 1).id))), "");
    reopen({true, {}});
    EXPECT_EQ(chunk(run, 1).state, ChunkState::Unknown);
    EXPECT_FALSE(chunk(run, 1).message.isEmpty());
}

TEST_F(JournalPayload, thatChangedPlacesIsNotTaken)
{
    const RunId run = quoting();
    tamper(u"UPDATE body SET compressed = (SELECT b.compressed FROM body b WHERE b.sha256 <> body.sha256)"
           " WHERE sha256 = (SELECT body_sha256 FROM chunk WHERE number = 1)"_s);
    open();
    EXPECT_FALSE(m_store->body(chunk(run, 0).id));
    EXPECT_TRUE(m_store->body(chunk(run, 1).id)) << "the control";
}

TEST_F(JournalPayload, sealedWithAnEarlierKeyIsRead)
{
    const RunId run = quoting();
    PayloadKeys both = keysOf('n');
    both.older = {QByteArray(payloadKeySize, 'k')};
    reopen(both);
    EXPECT_EQ(*m_store->body(chunk(run, 1).id), bodyOf(bob));
    ASSERT_EQ(errorOf(m_store->plan(headFor(1), {}, chunksOf({{{2}, "new"}}))), "");
    reopen(keysOf('n'));
    EXPECT_EQ(*m_store->body(chunk(2, 0).id), "new");
    EXPECT_FALSE(m_store->body(chunk(run, 1).id));
}

TEST_F(JournalPayload, thatLayInTheClearIsEncryptedAsSoonAsThereIsAKey)
{
    m_store.reset();
    QFile::remove(path());
    QFile::remove(m_folder.path(u"journal.last"_s));
    reopen({});
    const RunId run = quoting();
    const QString message = chunk(run, 0).message;
    reopen(keysOf('k'));
    EXPECT_EQ(foundInFiles(), QList<QByteArray>());
    EXPECT_EQ(m_store->sendingLock(), QString());
    EXPECT_EQ(*m_store->body(chunk(run, 1).id), bodyOf(bob));
    EXPECT_EQ(chunk(run, 0).message, message);
    EXPECT_EQ(m_store->leftOutRows(run)->at(0).reason, u"“Trubshaw” is no number."_s);
}

namespace {

const QList<QByteArray> older = {"+447400123402", "447400123400", "Quillfeather"};

//! What version 2 of Callsheet left behind: one chunk queued, one refused with an answer that quotes a number, one
//! unknown, and its witness.
class OlderJournal : public JournalPayload {
protected:
    void SetUp() override { putInPlace(); }
    void putInPlace()
    {
        m_store.reset();
        const QString data = QStringLiteral(CALLSHEET_SOURCE_DIR "/tests/data/journal-2");
        ASSERT_TRUE(QFile::copy(data + u".sqlite"_s, path()));
        ASSERT_TRUE(QFile::copy(data + u".last"_s, m_folder.path(u"journal.last"_s)));
        for (const QString &file : {path(), m_folder.path(u"journal.last"_s)})
            QFile::setPermissions(file, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        ASSERT_EQ(foundInFiles(older), older) << "it lies there in the clear";
    }
};

} // namespace

TEST_F(OlderJournal, isEncryptedWholeAndBelievedAsBefore)
{
    reopen(keysOf('k'));
    for (int start = 0; start < 2; ++start) {
        EXPECT_EQ(m_store->sendingLock(), QString()) << "its chain and its witness hold";
        EXPECT_EQ(m_store->run(1)->ledger, (Ledger{7, 1, 0, 2, 2, 0, 2}));
        EXPECT_EQ(m_store->run(1)->head.preparation, std::nullopt) << "nothing was written down of it then";
        EXPECT_EQ(chunk(1, 0).state, ChunkState::Accepted);
        EXPECT_EQ(chunk(1, 1).serverText, u"+447400123402 of Quillfeather is no phone number"_s);
        EXPECT_TRUE(chunk(1, 1).message.contains(chunk(1, 1).serverText));
        EXPECT_TRUE(m_store->body(chunk(1, 1).id)->contains("447400123402"));
        EXPECT_TRUE(m_store->leftOutRows(1)->at(0).reason.startsWith(u"This is not a phone number"_s));
        reopen(keysOf('k'));
    }
    m_store.reset();
    EXPECT_EQ(foundInFiles(older), QList<QByteArray>()) << "the copy that was made before is gone, too";
}

TEST_F(OlderJournal, leavesNoCopyBehindWhenTheProgramEndedBeforeItWasTakenAway)
{
    reopen(keysOf('k'));
    m_store.reset();
    const QString copy = path() + u".version-2"_s;
    ASSERT_FALSE(QFile::exists(copy));
    ASSERT_TRUE(QFile::copy(QStringLiteral(CALLSHEET_SOURCE_DIR "/tests/data/journal-2.sqlite"), copy));
    QFile::setPermissions(copy, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    reopen(keysOf('k'));
    EXPECT_FALSE(QFile::exists(copy));
}

TEST_F(OlderJournal, thatWasTamperedWithIsNotBelievedBecauseItWasBroughtUp)
{
    tamper(u"UPDATE result SET accepted = 1 WHERE attempt_id = 2"_s);
    reopen(keysOf('k'));
    EXPECT_FALSE(m_store->sendingLock().isEmpty());
    EXPECT_EQ(m_store->runs()->size(), 1u);
    reopen(keysOf('k'));
    EXPECT_FALSE(m_store->sendingLock().isEmpty());
}

TEST_F(OlderJournal, withAnEarlierCopyInItsPlaceIsNoticed)
{
    QFile witness(m_folder.path(u"journal.last"_s));
    ASSERT_TRUE(witness.open(QIODevice::WriteOnly));
    witness.write(QByteArray("00000000000000000014 ") + QByteArray(64, 'a') + '\n');
    witness.close();
    reopen(keysOf('k'));
    EXPECT_FALSE(m_store->sendingLock().isEmpty());
}

TEST_F(OlderJournal, withoutItsWitnessComesFromAnotherPlace)
{
    QFile::remove(m_folder.path(u"journal.last"_s));
    reopen(keysOf('k'));
    EXPECT_FALSE(m_store->sendingLock().isEmpty());
}

TEST_F(OlderJournal, isBroughtUpWithoutAKeyAndEncryptedWhenThereIsOne)
{
    reopen({true, {}});
    EXPECT_EQ(m_store->sendingLock(), QString());
    EXPECT_TRUE(m_store->body(chunk(1, 0).id));
    reopen(keysOf('k'));
    EXPECT_TRUE(m_store->body(chunk(1, 0).id));
    EXPECT_EQ(foundInFiles(older), QList<QByteArray>());
}

} // namespace callsheet::runs
