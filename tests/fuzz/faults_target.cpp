#include "core/practice/fault_play.h"
#include "tests/fuzz/target.h"

#include <algorithm>
#include <limits>

namespace callsheet::fuzz {

using namespace Qt::StringLiterals;
using practice::Fault;
using practice::FaultPlan;
using practice::HttpAnswer;
using practice::HttpRequest;
using practice::Reaction;

namespace {

constexpr int records = 2;

HttpRequest someRequest()
{
    HttpRequest request;
    request.method = "POST";
    request.target = "/api/call/addCallsToBatch";
    request.headers = {{"host", "localhost:80"}};
    request.body = R"({"batchId":"b","callData":[{"phoneNumber":"1"},{"phoneNumber":"2"}]})";
    return request;
}

// Every line of a head is a header, whatever the plan wants to have written into it.
bool isHead(const QByteArray &head)
{
    const QList<QByteArray> lines = head.split('\n');
    return lines[0].startsWith("HTTP/1.1 ") && std::all_of(lines.begin() + 1, lines.end(), [](const QByteArray &line) {
        return line.contains(':') && line.count('\r') <= 1;
    });
}

Finding play(Fault fault)
{
    fault.size = std::min<qint64>(fault.size, 100'000); // what is larger takes long, and is no different
    int applied = 0;
    const auto apply = [&applied](const HttpRequest &request) {
        ++applied;
        HttpAnswer answer;
        answer.body = request.body;
        return answer;
    };
    const Reaction reaction = practice::playFault(fault, someRequest(), records, apply);
    if (applied > 1)
        return "applied twice";
    if (fault.applied == false && applied > 0)
        return "applied against the plan";
    const QByteArray wire = practice::wireForm(reaction.answer, true);
    const qsizetype head = wire.indexOf("\r\n\r\n");
    if (!isHead(wire.left(head)))
        return "an answer that is none";
    for (const auto &cut : {reaction.cut, practice::disturbanceOf(fault).cut}) {
        const qint64 place = cut ? cut->at.in(head + 4, wire.size() - head - 4) : 0;
        if (place < 0 || place > wire.size())
            return "a cut outside of the bytes";
    }
    return {};
}

Finding run(std::string_view input)
{
    const base::Result<FaultPlan> plan
        = practice::parseFaultPlan(QByteArray(input.data(), static_cast<qsizetype>(input.size())), u"plan.json"_s);
    if (!plan)
        return plan.error().message.contains("plan.json"_L1) ? Finding() : "a mistake without its file";
    for (qsizetype i = 0; i < plan->faults.size(); ++i) {
        for (const int seen : {1, 2, std::numeric_limits<int>::max()})
            plan->meets(i, seen);
        if (Finding finding = play(plan->faults[i]); !finding.empty())
            return finding;
    }
    return {};
}

std::vector<std::string> seeds()
{
    return {R"({"faults":[{"kind":"status","status":429,"retryAfter":3,"request":2,"count":0}]})",
        R"({"seed":7,"faults":[{"kind":"hang","probability":0.1}]})",
        R"({"faults":[{"kind":"cutRequest","at":"last-1","ending":"reset"},{"kind":"cutAnswer","at":0.25}]})",
        R"({"faults":[{"kind":"partial","added":"some","chunkNum":"absent","callIds":"more","errorAs":"object"}]})",
        R"({"faults":[{"kind":"status","status":307,"location":"otherHost","retryAfterDate":-9,"applied":true}]})",
        R"({"faults":[{"kind":"hugeAnswer","size":5000},{"kind":"gzip","compressed":true},{"kind":"lateApply"}]})"};
}

} // namespace

Target faultsTarget()
{
    return {"faults", run, seeds};
}

} // namespace callsheet::fuzz
