#pragma once

#include "core/sheet/reading_job.h"
#include "tests/fuzz/target.h"

#include <QString>

#include <functional>
#include <memory>

namespace callsheet::fuzz {

//! Bytes with a name, in memory only, for readers that take a file.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view bytes);
    ~MemoryFile();
    MemoryFile(const MemoryFile &) = delete;
    MemoryFile &operator=(const MemoryFile &) = delete;
    QString path() const;

private:
    int m_descriptor = -1;
};

using TableResult = base::Result<std::shared_ptr<const sheet::Table>>;
using Reader = TableResult (*)(const sheet::ReadingJob &);

//! How far a table may go for the size of its file.
struct Bounds {
    bool isWorkbook = true; // no row has more cells than the header
    std::size_t memoryPerByte = 0;
    std::size_t memoryBesides = 0;
};

//! Reads the bytes whole and then only their beginning, and looks whether what comes of it can be true. `look` adds
//! what it knows about the whole table.
using Look = std::function<Finding(const sheet::Table &, const sheet::ReadingReport &)>;
Finding checkReading(std::string_view bytes, Reader reader, const sheet::ReadingOptions &options, const Bounds &bounds,
    const Look &look = {});

//! The options that the first byte of an input stands for, so that the fuzzer chooses them too; 0 and the blank are
//! none. Those that a format does not know are ignored by its reader, as in the program.
sheet::ReadingOptions optionsOf(char choice);

} // namespace callsheet::fuzz
