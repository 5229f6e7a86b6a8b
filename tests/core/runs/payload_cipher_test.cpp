#include "core/runs/payload_cipher.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <set>

namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::ErrorKind;
using test::errorOf;

namespace {

const QByteArray key(payloadKeySize, 'k');
const QByteArray otherKey(payloadKeySize, 'o');
const QByteArray value("{\"phoneNumber\":\"+447400123456\",\"name\":\"Zoë\"}");
const QByteArray place = payloadPlace("body"_L1, "compressed"_L1, u"7"_s);

PayloadCipher cipherOf(const QByteArray &current, std::vector<QByteArray> older = {})
{
    return PayloadCipher(PayloadKeys{true, current, std::move(older)});
}

} // namespace

TEST(PayloadCipher, givesBackWhatItSealedAndShowsNothingOfIt)
{
    const PayloadCipher cipher = cipherOf(key);
    for (const QByteArray &plain : {value, QByteArray(), QByteArray(300'000, 'x'), QByteArray(1, '\0')}) {
        const auto sealed = cipher.seal(plain, place);
        ASSERT_EQ(errorOf(sealed), "");
        EXPECT_TRUE(PayloadCipher::isSealed(*sealed));
        EXPECT_FALSE(sealed->contains("447400123456"));
        EXPECT_EQ(*cipher.open(*sealed, place), plain);
    }
}

TEST(PayloadCipher, sealsNoTwoValuesAlike)
{
    const PayloadCipher cipher = cipherOf(key);
    std::set<QByteArray> sealed;
    for (int i = 0; i < 1'000; ++i) {
        sealed.insert(*cipher.seal(value, place));
    }
    EXPECT_EQ(sealed.size(), 1'000u);
}

TEST(PayloadCipher, opensNothingThatWasChangedAnywhere)
{
    const PayloadCipher cipher = cipherOf(key);
    const QByteArray sealed = *cipher.seal(value, place);
    for (qsizetype i = 12; i < sealed.size(); ++i) { // behind the mark and the key's id
        QByteArray changed = sealed;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        const auto opened = cipher.open(changed, place);
        ASSERT_FALSE(opened) << "byte " << i;
        EXPECT_EQ(opened.error().kind, ErrorKind::Storage);
    }
    for (const qsizetype size : {sealed.size() - 1, qsizetype(40), qsizetype(39), qsizetype(4)})
        EXPECT_FALSE(cipher.open(sealed.first(size), place)) << size << " bytes";
    EXPECT_TRUE(cipher.open(sealed, place)) << "the control";
}

TEST(PayloadCipher, opensNothingInAnotherPlace)
{
    const PayloadCipher cipher = cipherOf(key);
    const QByteArray sealed = *cipher.seal(value, place);
    EXPECT_FALSE(cipher.open(sealed, payloadPlace("body"_L1, "compressed"_L1, u"8"_s))) << "another row";
    EXPECT_FALSE(cipher.open(sealed, payloadPlace("body"_L1, "answer"_L1, u"7"_s))) << "another column";
    EXPECT_FALSE(cipher.open(sealed, payloadPlace("result"_L1, "compressed"_L1, u"7"_s))) << "another table";
}

TEST(PayloadCipher, saysWhatCanStillBeDoneWithoutTheKey)
{
    const QByteArray sealed = *cipherOf(key).seal(value, place);
    for (const PayloadCipher &without : {cipherOf(otherKey), cipherOf({}), PayloadCipher()}) {
        const auto opened = without.open(sealed, place);
        ASSERT_FALSE(opened);
        EXPECT_EQ(opened.error(), payloadKeyMissing());
    }
    const auto unsealed = cipherOf({}).seal(value, place);
    ASSERT_FALSE(unsealed) << "never in the clear because a key is missing";
    EXPECT_TRUE(unsealed.error().message.contains(u"--new-key"_s));
    EXPECT_FALSE(cipherOf({}, {key}).seal(value, place)) << "an older key only opens";
}

TEST(PayloadCipher, opensWhatOlderKeysSealed)
{
    const QByteArray sealed = *cipherOf(key).seal(value, place);
    const PayloadCipher later = cipherOf(otherKey, {key});
    EXPECT_EQ(*later.open(sealed, place), value);
    EXPECT_EQ(later.keyId(), payloadKeyId(otherKey));
    EXPECT_FALSE(cipherOf(key).open(*later.seal(value, place), place)) << "new values need the new key";
}

TEST(PayloadCipher, leavesValuesAsTheyAreWhereNothingIsEncrypted)
{
    const PayloadCipher cipher;
    EXPECT_EQ(*cipher.seal(value, place), value);
    EXPECT_EQ(*cipher.open(value, place), value);
    EXPECT_EQ(*cipherOf(key).open(value, place), value) << "of a journal from before there was a key";
}

TEST(PayloadCipher, makesKeysThatNobodyCanGuess)
{
    const QByteArray made = makePayloadKey();
    EXPECT_EQ(made.size(), payloadKeySize);
    EXPECT_NE(made, makePayloadKey());
    EXPECT_NE(payloadKeyId(made), payloadKeyId(key));
    EXPECT_FALSE(made.contains(payloadKeyId(made)));
}

} // namespace callsheet::runs
