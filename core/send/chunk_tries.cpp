#include "core/send/chunk_tries.h"

#include "core/base/background.h"
#include "core/base/row_ranges.h"
#include "core/runs/receipt_words.h"
#include "core/send/redact.h"
#include "core/send/request_headers.h"
#include "core/send/wire.h"

#include <QCoreApplication>
#include <QLocale>
#include <QUrl>

#include <algorithm>

namespace callsheet::send {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

QString tr(const char *sentence)
{
    return QCoreApplication::translate("send", sentence);
}

QString number(qint64 value)
{
    return QLocale().toString(value);
}

QStringList indented(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line.prepend(u"  "_s);
    return lines;
}

PersonalWords peopleOf(const Result<QByteArray> &body)
{
    const auto records = body ? wire::recordsOfBody(*body) : std::nullopt;
    return records ? PersonalWords(*records) : PersonalWords();
}

//! Only host and path: whatever else an address may hold is nobody's business.
QString addressOf(const runs::RunHead &run)
{
    return QUrl(run.baseUrl + wire::addCallsPath)
        .toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

QStringList requestLines(const ChunkTries &tries)
{
    QStringList lines{tr(QT_TRANSLATE_NOOP("send", "Request, the same in every try"))};
    lines += u"  POST "_s + addressOf(tries.run);
    lines += u"  Content-Type: "_s + QLatin1String(jsonContentType);
    if (tries.body)
        lines += u"  Content-Length: "_s + QString::number(tries.body->size());
    // By the connection as it was when the run was planned: nothing else is written down of it.
    const base::Secret hidden(tr(QT_TRANSLATE_NOOP("send", "hidden")).toUtf8());
    const auto mode = connection::modeNamed(tries.run.credentialMode).value_or(connection::CredentialMode::ApiKey);
    for (const auto &[name, value] : credentialHeaders(mode, {hidden, hidden}))
        lines += u"  %1: %2"_s.arg(QString::fromLatin1(name), QString::fromUtf8(value));
    lines += QString();
    if (!tries.body) {
        lines += u"  "_s + tries.body.error().message;
        return lines;
    }
    lines += u"  "_s
        + QCoreApplication::translate("send", "Body: records %1, bytes %2")
              .arg(number(tries.chunk.count()), number(tries.body->size()));
    lines += indented(redactedBody(*tries.body));
    return lines;
}

//! How long it took, where its end was seen: a program that died has only noticed it at the next start.
QString durationOf(const runs::AttemptRecord &attempt)
{
    if (!attempt.result)
        return tr(QT_TRANSLATE_NOOP("send", "It is under way."));
    const bool wasSeen
        = attempt.endedAt.isValid() && !attempt.isOfForgotten() && !attempt.result->code.startsWith("interrupted"_L1);
    if (!wasSeen)
        return tr(QT_TRANSLATE_NOOP("send", "Nobody knows how long it took."));
    const qint64 milliseconds = std::max<qint64>(0, attempt.intendedAt.msecsTo(attempt.endedAt));
    if (milliseconds < 100)
        return tr(QT_TRANSLATE_NOOP("send", "It took less than 0.1 s."));
    return QCoreApplication::translate("send", "It took %1 s.")
        .arg(QLocale().toString(static_cast<double>(milliseconds) / 1000, 'f', 1));
}

//! A sentence of ours, in which only the quoted words of the service can be somebody's.
QString sentenceOf(const runs::AttemptResult &result, const PersonalWords &people)
{
    QString sentence = result.message;
    return result.serverText.isEmpty() ? sentence
                                       : sentence.replace(result.serverText, redactedWords(result.serverText, people));
}

QString countsOf(const QByteArray &answer)
{
    const auto envelope = wire::parseEnvelope(answer);
    if (!envelope)
        return tr(QT_TRANSLATE_NOOP("send", "This is not a whole answer of the service."));
    return QCoreApplication::translate("send", "It says: status %1, code %2, added %3, call ids %4, failed chunks %5.")
        .arg(envelope->status ? u"true"_s : u"false"_s, QString::number(envelope->code),
            envelope->added ? number(*envelope->added) : tr(QT_TRANSLATE_NOOP("send", "not told")),
            number(envelope->callIds.size()), number(envelope->failedChunks.size()));
}

QStringList answerLines(const Try &one, const PersonalWords &people)
{
    if (!one.answer)
        return {one.answer.error().message};
    if (one.answer->isEmpty())
        return {one.attempt.result ? tr(QT_TRANSLATE_NOOP("send", "No answer was received.")) : QString()};
    QStringList lines{
        QCoreApplication::translate("send", "Answer: bytes %1").arg(number(one.answer->size())), countsOf(*one.answer)};
    return lines + redactedAnswer(*one.answer, people).split(u'\n');
}

QStringList tryLines(const Try &one, int count, const PersonalWords &people, const QTimeZone &zone)
{
    const runs::AttemptRecord &attempt = one.attempt;
    QStringList lines{QCoreApplication::translate("send", "Try %1: %2").arg(number(count), runs::outcomeName(attempt))};
    QStringList facts{QCoreApplication::translate("send", "Made on %1. %2")
                          .arg(runs::receiptTime(attempt.intendedAt, zone), durationOf(attempt)),
        runs::attemptFacts(attempt, zone)};
    if (attempt.result && !attempt.result->message.isEmpty())
        facts += sentenceOf(*attempt.result, people);
    for (const QString &fact : facts + answerLines(one, people)) {
        if (!fact.isEmpty())
            lines += u"  "_s + fact;
    }
    return lines;
}

Result<QString> load(runs::Journal *journal, runs::RunId run, runs::ChunkId id, const QTimeZone &zone)
{
    const auto details = journal->run(run).result();
    if (!details)
        return details.error();
    const auto chunk = std::find_if(details->chunks.begin(), details->chunks.end(),
        [id](const runs::ChunkRecord &candidate) { return candidate.id == id; });
    if (chunk == details->chunks.end()) {
        return Error{
            ErrorKind::WrongUsage, QCoreApplication::translate("send", "Run %1 has no such chunk.").arg(run), {}};
    }
    const auto attempts = journal->attempts(id).result();
    if (!attempts)
        return attempts.error();
    ChunkTries tries{details->head, *chunk, journal->body(id).result(), {}};
    for (const runs::AttemptRecord &attempt : *attempts)
        tries.tries.push_back({attempt, journal->answer(attempt.id).result()});
    return describe(tries, zone);
}

} // namespace

QString describe(const ChunkTries &tries, const QTimeZone &zone)
{
    const runs::ChunkRecord &chunk = tries.chunk;
    QStringList lines{QCoreApplication::translate("send", "Run %1, chunk %2: %3. Rows of the sheet: %4.")
                          .arg(QString::number(tries.run.id), number(chunk.number), runs::stateName(chunk.state),
                              base::toRowRanges(chunk.rows)),
        tr(QT_TRANSLATE_NOOP("send",
            "Keys and tokens are hidden, numbers are masked, and of other values only their kind is shown: this text "
            "can be given to whoever helps you.")),
        QString()};
    lines += requestLines(tries);
    const PersonalWords people = peopleOf(tries.body);
    int count = 0;
    for (const Try &one : tries.tries)
        lines += QStringList{QString()} + tryLines(one, ++count, people, zone);
    if (tries.tries.empty())
        lines += {QString(), tr(QT_TRANSLATE_NOOP("send", "It was not tried yet."))};
    return lines.join(u'\n');
}

QFuture<Result<QString>> describeTries(runs::Journal &journal, runs::RunId run, runs::ChunkId chunk, QTimeZone zone)
{
    return base::inBackground(&load, &journal, run, chunk, std::move(zone));
}

} // namespace callsheet::send
