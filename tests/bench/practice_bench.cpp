// Measures the practice service from outside: how many chunks of a thousand people it takes a second, up to a million
// calls in one batch, and how long a page of batch details takes then. The service runs in a process of its own, the
// load comes from this one over plain sockets. The floor is a server that only reads the body and answers, measured in
// the same run, because the machine is never quiet.
#include "tests/bench/http_load.h"
#include "tests/bench/service_process.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

namespace {

using namespace callsheet::bench;

constexpr int chunkPeople = 1000;
int missed = 0;

double secondsOf(const std::function<void()> &work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void bar(const char *what, double value, const char *unit, double wanted, bool atLeast)
{
    const bool met = atLeast ? value >= wanted : value <= wanted;
    missed += met ? 0 : 1;
    std::printf("  %s  %-52s %10.2f %s (bar %s %.0f)\n", met ? "pass" : "MISS", what, value, unit,
        atLeast ? ">=" : "<=", wanted);
}

double chunksPerSecond(Load &load, int chunks)
{
    return chunks / secondsOf([&] {
        for (int i = 0; i < chunks; ++i)
            load.sendChunk();
    });
}

void measureRates(const ServiceProcess &service, const ServiceProcess &floor)
{
    constexpr int rounds = 5;
    constexpr int chunks = 40;
    Load ours(service, Connections::Kept, "121");
    Load fresh(service, Connections::Fresh, "122");
    Load bare(floor, Connections::Kept, "123");
    std::vector<double> rates[3];
    double cpu = 0;
    for (int round = 0; round < rounds; ++round) { // alternating
        rates[0].push_back(chunksPerSecond(bare, chunks));
        const double before = service.cpuSeconds();
        rates[1].push_back(chunksPerSecond(ours, chunks));
        cpu += service.cpuSeconds() - before;
        rates[2].push_back(chunksPerSecond(fresh, chunks));
    }
    const auto best = [](const std::vector<double> &all) { return *std::max_element(all.begin(), all.end()); };
    std::printf("addCallsToBatch, %d people of 10 fields, %.0f kB a request; best of %d\n", chunkPeople,
        static_cast<double>(ours.bodyBytes()) / 1000, rounds);
    std::printf("        a server that only reads and answers                %10.2f chunks/s\n", best(rates[0]));
    bar("kept connection", best(rates[1]), "chunks/s", 150, true);
    bar("a connection for each request", best(rates[2]), "chunks/s", 150, true);
    std::printf("        CPU time of the service                             %10.2f ms a chunk\n",
        cpu * 1000 / (rounds * chunks));
}

// Up to a million calls in one batch.
void measureCurve(const ServiceProcess &service, int calls)
{
    constexpr int step = 100'000;
    const double emptyMemory = service.memoryMib();
    Load load(service, Connections::Kept, "144");
    std::vector<double> rates;
    std::printf("calls in the batch → chunks/s, CPU ms a chunk, slowest request\n");
    for (int done = step; done <= calls; done += step) {
        const double cpu = service.cpuSeconds();
        load.resetSlowest();
        rates.push_back(chunksPerSecond(load, step / chunkPeople));
        std::printf("        %9d %10.1f %8.2f %8.1f ms\n", done, rates.back(),
            (service.cpuSeconds() - cpu) * 1000 * chunkPeople / step, load.slowest() * 1000);
    }
    bar("slowest of the curve", *std::min_element(rates.begin(), rates.end()), "chunks/s", 150, true);
    std::printf("        memory                                              %10.0f bytes a call of %.0f bytes JSON\n",
        (service.memoryMib() - emptyMemory) * 1024 * 1024 / calls, static_cast<double>(load.bodyBytes()) / chunkPeople);
}

void measurePage(const ServiceProcess &service, const char *what, const std::string &query, double mostMs)
{
    Client client(service.port());
    const std::string request = detailsRequest(service, query);
    std::vector<double> times;
    for (int i = 0; i < 5; ++i)
        times.push_back(secondsOf([&] { client.ask(request, 200); }) * 1000);
    const std::string name = std::string(what) + ", first time";
    const double following = *std::min_element(times.begin() + 1, times.end());
    if (mostMs > 0)
        bar(name.c_str(), times.front(), "ms", mostMs, false);
    else
        std::printf("        %-52s %10.2f ms, following pages %.2f ms\n", name.c_str(), times.front(), following);
}

void measurePages(const ServiceProcess &service, int calls)
{
    const std::string last = std::to_string(calls / 10);
    std::printf("batch-details at %d calls\n", calls);
    constexpr double most = 10;
    measurePage(service, "first page", "?page=1", most);
    measurePage(service, "middle page", "?page=" + std::to_string(calls / 20), most);
    measurePage(service, "last page", "?page=" + last, most);
    measurePage(service, "a page of 1000", "?limit=1000&page=300", most);
    measurePage(service, "newest first", "?sortBy=createdAt&sortOrder=desc", most);
    measurePage(service, "oldest first, last page", "?sortBy=createdAt&sortOrder=asc&page=" + last, most);
    measurePage(service, "filter on a phone number", "?filter=%7B%22phoneNumber%22%3A%22144000500000%22%7D", most);
    measurePage(service, "filter on an id", "?filter=%7B%22_id%22%3A%2264e5f123ca1100000000ffff%22%7D", most);
    measurePage(service, "filter on callStatus", "?filter=%7B%22callStatus%22%3A%22pending%22%7D&page=" + last, most);
    measurePage(service, "search of a phone number", "?search=144000700007", most);
    measurePage(service, "search of a phone number that is not there", "?search=199900700007", most);
    measurePage(service, "search in any field", "?search=person+77777", 0);
    measurePage(service, "search of letters only", "?search=gotham", 0);
    measurePage(service, "filter on another field", "?filter=%7B%22city%22%3A%22Rotterdam%22%7D", 0);
    measurePage(service, "sort by another field", "?sortBy=amount&sortOrder=desc", 0);
}

} // namespace

int main(int count, char **words)
{
    int calls = 1'000'000;
    bool strict = false;
    for (int i = 1; i < count; ++i) {
        strict = strict || std::strcmp(words[i], "--strict") == 0;
        if (std::strcmp(words[i], "--quick") == 0)
            calls = 200'000;
    }
    const ServiceProcess floor(ServiceProcess::Kind::Floor);
    {
        const ServiceProcess service(ServiceProcess::Kind::Practice);
        measureRates(service, floor);
    }
    {
        const ServiceProcess service(ServiceProcess::Kind::Practice);
        measureCurve(service, calls);
        measurePages(service, calls);
        std::printf("        longest wait of a reader of the list of batches     %10.2f ms\n", service.longestWaitMs());
    }
    {
        const ServiceProcess service(ServiceProcess::Kind::PracticeWithFile);
        std::printf("with --data, to %d calls\n", calls / 5);
        Load load(service, Connections::Kept, "144");
        std::printf("        kept connection                                     %10.2f chunks/s\n",
            chunksPerSecond(load, calls / 5 / chunkPeople));
    }
    std::printf(missed > 0 ? "\n%d bars missed\n" : "\nall bars met\n", missed);
    return strict && missed > 0 ? 1 : 0;
}
