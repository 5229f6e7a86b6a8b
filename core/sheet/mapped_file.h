#pragma once

#include "core/base/result.h"
#include "core/sheet/input_file.h"

#include <limits>
#include <memory>
#include <string_view>

namespace callsheet::sheet {

//! A file's bytes, read-only. Usually mapped; copied into memory where mapping is not possible. Bytes that another
//! program cuts off while they are mapped read as zeros from then on, and wasCut() says so: they never end the program.
class MappedFile {
public:
    //! `most`: bytes from the beginning of the file that are wanted.
    static base::Result<std::shared_ptr<const MappedFile>> map(
        const InputFile &file, std::size_t most = std::numeric_limits<std::size_t>::max());
    ~MappedFile();
    MappedFile(const MappedFile &) = delete;
    MappedFile &operator=(const MappedFile &) = delete;

    std::string_view bytes() const { return {m_data, m_size}; }
    bool wasCut() const;
    //! True when the bytes count against this program's own memory.
    bool isCopy() const { return m_slot < 0; }

private:
    MappedFile() = default;

    char *m_data = nullptr;
    std::size_t m_size = 0;
    int m_slot = -1; // of the guard's table
};

} // namespace callsheet::sheet
