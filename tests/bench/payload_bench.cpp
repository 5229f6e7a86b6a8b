#include "core/runs/payload_cipher.h"

#include <benchmark/benchmark.h>

// What encrypting a chunk costs: a body of 256 kB as it is planned, sealed and opened, beside the compression that
// comes before, and the short texts of rows left out.
namespace {

using namespace Qt::StringLiterals;
using callsheet::runs::PayloadCipher;

const PayloadCipher &cipher()
{
    static const PayloadCipher made({true, callsheet::runs::makePayloadKey()});
    return made;
}

QByteArray bodyOf(qint64 bytes)
{
    QByteArray body;
    for (int i = 0; body.size() < bytes; ++i)
        body += R"({"phoneNumber":"4474)" + QByteArray::number(10'000'000 + i * 7919) + R"(","name":"Person )"
            + QByteArray::number(i) + "\"},";
    return body.first(bytes);
}

const QByteArray place = callsheet::runs::payloadPlace("body"_L1, "compressed"_L1, u"1"_s);

void seal(benchmark::State &state)
{
    const QByteArray body = bodyOf(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(cipher().seal(body, place));
    state.SetBytesProcessed(state.iterations() * body.size());
}

void open(benchmark::State &state)
{
    const QByteArray sealed = *cipher().seal(bodyOf(state.range(0)), place);
    for (auto _ : state)
        benchmark::DoNotOptimize(cipher().open(sealed, place));
    state.SetBytesProcessed(state.iterations() * sealed.size());
}

void compress(benchmark::State &state)
{
    const QByteArray body = bodyOf(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(qCompress(body, 1));
    state.SetBytesProcessed(state.iterations() * body.size());
}

constexpr int shortText = 64;
constexpr int chunkBody = 256 * 1024;
BENCHMARK(seal)->Arg(shortText)->Arg(chunkBody);
BENCHMARK(open)->Arg(shortText)->Arg(chunkBody);
BENCHMARK(compress)->Arg(chunkBody);

} // namespace
