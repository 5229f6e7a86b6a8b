// One libFuzzer program: the target is CALLSHEET_FUZZ_TARGET.
#include "tests/fuzz/target.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const callsheet::fuzz::Target target = callsheet::fuzz::CALLSHEET_FUZZ_TARGET();
    const callsheet::fuzz::Finding finding = target.run({reinterpret_cast<const char *>(data), size});
    if (!finding.empty()) {
        std::fprintf(stderr, "FINDING: %s\n", finding.c_str());
        std::abort();
    }
    return 0;
}
