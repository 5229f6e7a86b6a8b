#include "core/practice/fault_entry_reader.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonParseError>

#include <limits>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto longest = std::numeric_limits<int>::max();

base::Error mistake(const QString &sentence)
{
    return {base::ErrorKind::InvalidInput, sentence, {}};
}

// What a kind understands beside the members that all have. Those of the first plans are taken with every kind.
QStringList membersOf(FaultKind kind)
{
    const QStringList common{u"kind"_s, u"path"_s, u"request"_s, u"count"_s, u"probability"_s, u"status"_s,
        u"envelope"_s, u"message"_s, u"retryAfter"_s, u"delay"_s};
    const QStringList place{u"at"_s, u"ending"_s};
    const QStringList pace{u"bytes"_s, u"interval"_s};
    const QStringList applied{u"applied"_s};
    switch (kind) {
    case FaultKind::Refuse:
    case FaultKind::DropBeforeBody:
    case FaultKind::DropBeforeAnswer:
    case FaultKind::DropUnapplied:
        return common;
    case FaultKind::HalfAnswer:
    case FaultKind::Hang:
    case FaultKind::Garbage:
    case FaultKind::Delay:
    case FaultKind::DuplicateKeys:
        return common + applied;
    case FaultKind::Status:
        return common + applied + QStringList{u"retryAfterDate"_s, u"location"_s};
    case FaultKind::CutRequest:
        return common + place;
    case FaultKind::CutAnswer:
        return common + place + applied;
    case FaultKind::StallRequest:
        return common + QStringList{u"at"_s};
    case FaultKind::StallAnswer:
        return common + applied + QStringList{u"at"_s};
    case FaultKind::TrickleRequest:
        return common + pace;
    case FaultKind::TrickleAnswer:
        return common + pace + applied;
    case FaultKind::LateApply:
        return common + QStringList{u"ending"_s};
    case FaultKind::WrongLength:
        return common + applied + QStringList{u"length"_s};
    case FaultKind::Partial:
        return common + applied
            + QStringList{u"failedChunks"_s, u"chunkNum"_s, u"added"_s, u"callIds"_s, u"errorKey"_s, u"errorAs"_s,
                u"httpStatus"_s};
    case FaultKind::HugeAnswer:
        return common + applied + QStringList{u"size"_s};
    case FaultKind::Gzip:
        return common + applied + QStringList{u"compressed"_s};
    }
    return common;
}

void readRetryAfter(EntryReader &reader, Fault &fault)
{
    if (reader.value("retryAfter"_L1).isString()) {
        reader.read("retryAfter"_L1, fault.retryAfterText);
        return;
    }
    reader.readWhole("retryAfter"_L1, fault.retryAfterSeconds, 0, longest);
    reader.readWhole("retryAfterDate"_L1, fault.retryAfterDate, -longest, longest);
}

void readEnding(EntryReader &reader, Fault &fault)
{
    Words<Ending> words{{"close"_L1, Ending::Close}, {"reset"_L1, Ending::Reset}};
    if (fault.kind == FaultKind::LateApply)
        words.emplace_back("stay"_L1, Ending::Stay);
    reader.readWord("ending"_L1, fault.ending, words);
}

void readPartial(EntryReader &reader, PartialAnswer &partial)
{
    using P = PartialAnswer;
    reader.readWord<P::FailedChunks>("failedChunks"_L1, partial.failedChunks,
        {{"one"_L1, P::FailedChunks::One}, {"missing"_L1, P::FailedChunks::Missing},
            {"empty"_L1, P::FailedChunks::Empty}, {"noList"_L1, P::FailedChunks::NoList}});
    if (reader.value("chunkNum"_L1).isDouble()) {
        reader.readWhole("chunkNum"_L1, partial.chunk, 0, longest);
    } else {
        reader.readWord<P::ChunkNumber>("chunkNum"_L1, partial.chunkNumber,
            {{"absent"_L1, P::ChunkNumber::Absent}, {"text"_L1, P::ChunkNumber::Text}});
    }
    reader.readWord<double>(
        "added"_L1, partial.addedShare, {{"none"_L1, 0}, {"some"_L1, 0.5}, {"all"_L1, 1}, {"tooMany"_L1, 1.5}});
    reader.readWord<P::CallIds>("callIds"_L1, partial.callIds,
        {{"asAdded"_L1, P::CallIds::AsAdded}, {"fewer"_L1, P::CallIds::Fewer}, {"more"_L1, P::CallIds::More},
            {"missing"_L1, P::CallIds::Missing}});
    reader.readWord<QString>("errorKey"_L1, partial.errorKey,
        {{"error"_L1, u"error"_s}, {"errorMessage"_L1, u"errorMessage"_s}, {"message"_L1, u"message"_s},
            {"reason"_L1, u"reason"_s}});
    reader.readWord<bool>("errorAs"_L1, partial.errorAsObject, {{"text"_L1, false}, {"object"_L1, true}});
    reader.readWhole("httpStatus"_L1, partial.httpStatus, 200, 299);
}

base::Result<Fault> readFault(const QJsonObject &entry, const QString &file, qsizetype number)
{
    EntryReader reader(entry, file, number);
    Fault fault;
    fault.kind = reader.kind();
    reader.refuseMembersBut(membersOf(fault.kind));
    reader.readWhole("status"_L1, fault.status, 100, 599);
    reader.read("envelope"_L1, fault.withEnvelope);
    reader.read("message"_L1, fault.message);
    readRetryAfter(reader, fault);
    reader.read("location"_L1, fault.location);
    reader.readWhole("delay"_L1, fault.delay, 0, longest);
    reader.read("at"_L1, fault.at);
    readEnding(reader, fault);
    reader.readWhole("bytes"_L1, fault.pace.bytes, 1, longest);
    reader.readWhole("interval"_L1, fault.pace.interval, 1, longest);
    reader.readWord<LengthHeader>("length"_L1, fault.length,
        {{"tooLong"_L1, LengthHeader::TooLong}, {"tooShort"_L1, LengthHeader::TooShort},
            {"missing"_L1, LengthHeader::Missing}, {"twice"_L1, LengthHeader::Twice}});
    readPartial(reader, fault.partial);
    reader.readWhole("size"_L1, fault.size, 1, mostAnswerSize);
    reader.read("compressed"_L1, fault.compressed);
    if (!reader.value("applied"_L1).isUndefined())
        reader.read("applied"_L1, fault.applied.emplace());
    reader.read("path"_L1, fault.path);
    reader.readWhole("request"_L1, fault.fromRequest, 1, longest);
    reader.readShare("probability"_L1, fault.probability);
    if (!reader.value("probability"_L1).isUndefined())
        fault.count = 0; // each request may be met, not the first one alone
    reader.readWhole("count"_L1, fault.count, 0, longest);
    if (!reader.problem().isEmpty())
        return mistake(reader.problem());
    return fault;
}

QString example()
{
    return u"{\"faults\": [{\"kind\": \"status\", \"status\": 500}]}"_s;
}

// Members beside "faults" and "seed" were never looked at; they may hold a note.
base::Result<quint64> seedOf(const QJsonObject &plan, const QString &file)
{
    const QJsonValue seed = plan.value("seed"_L1);
    if (seed.isUndefined())
        return quint64{0};
    const qint64 number = seed.toInteger(-1);
    if (number >= 0)
        return static_cast<quint64>(number);
    return mistake(
        QCoreApplication::translate("practice", "“seed” in “%1” must be a whole number from 0 on, as in 7.").arg(file));
}

} // namespace

base::Result<FaultPlan> parseFaultPlan(const QByteArray &json, const QString &nameForErrors)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) {
        return mistake(QCoreApplication::translate("practice", "“%1” is not valid JSON at byte %2: %3. Write %4.")
                           .arg(nameForErrors, QString::number(error.offset), error.errorString(), example()));
    }
    const QJsonValue list = document.object().value("faults"_L1);
    if (!list.isArray()) {
        return mistake(QCoreApplication::translate("practice", "“%1” has no list “faults”. Write %2.")
                           .arg(nameForErrors, example()));
    }
    FaultPlan plan;
    const base::Result<quint64> seed = seedOf(document.object(), nameForErrors);
    if (!seed)
        return seed.error();
    plan.seed = *seed;
    const QJsonArray entries = list.toArray();
    for (const QJsonValue &entry : entries) {
        base::Result<Fault> fault = readFault(entry.toObject(), nameForErrors, plan.faults.size() + 1);
        if (!fault)
            return fault.error();
        plan.faults += *fault;
    }
    return plan;
}

} // namespace callsheet::practice
