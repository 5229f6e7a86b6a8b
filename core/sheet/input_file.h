#pragma once

#include "core/base/result.h"
#include "core/sheet/open_sheet.h"

#include <QByteArray>

#include <optional>
#include <utility>

namespace callsheet::sheet {

//! A regular file opened once for reading: everything about it is asked of the descriptor, so that it stays one file
//! even when its name comes to mean another one.
class InputFile {
public:
    static base::Result<InputFile> open(const QString &path);
    //! A file that was opened by somebody else; `path` is for sentences.
    static base::Result<InputFile> adopt(int descriptor, const QString &path);

    InputFile(InputFile &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
        , m_source(std::move(other.m_source))
    {
    }
    InputFile &operator=(InputFile &&other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        m_source = other.m_source;
        return *this;
    }
    ~InputFile();

    int descriptor() const { return m_descriptor; }
    const SourceFile &source() const { return m_source; }
    //! The first bytes; fewer where the file is shorter.
    QByteArray head(qint64 most) const;
    //! True when the file was written to since it was opened.
    bool hasChanged() const;

private:
    InputFile() = default;

    int m_descriptor = -1;
    SourceFile m_source;
};

//! Size and time of change of what `path` names now; nothing when it is gone.
std::optional<SourceFile> fileIdentity(const QString &path);

} // namespace callsheet::sheet
