#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/sheet/inflater.h"
#include "core/sheet/input_file.h"

#include <zip.h>

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace callsheet::sheet {

class ZipArchive;

//! One part of the archive while it is inflated. Nothing that the archive says about sizes is believed: the bytes are
//! counted as they come, and the checksum is compared at the end.
class ZipPart {
public:
    //! Bytes read, fewer than `size` only at the end, or nothing: error() says why.
    std::optional<std::size_t> read(char *target, std::size_t size);
    const base::Error &error() const { return m_error; }
    const std::string &name() const { return m_name; }

private:
    friend class ZipArchive;
    ZipPart() = default;
    std::optional<std::size_t> inflate(char *target, std::size_t size);
    std::optional<std::size_t> copy(char *target, std::size_t size);
    std::optional<std::size_t> damaged(const QString &detail);

    struct Close {
        void operator()(zip_file_t *file) const { zip_fclose(file); }
    };
    ZipArchive *m_archive = nullptr;
    std::unique_ptr<zip_file_t, Close> m_file;
    std::string m_name;
    std::unique_ptr<Inflater> m_inflater; // null: the file gives the bytes already unpacked
    std::vector<char> m_stored; // what the file gave and what the inflater has not taken yet
    std::string_view m_waiting; // in m_stored
    bool m_hasEnded = false;
    std::uint32_t m_crc = 0;
    std::uint32_t m_declaredCrc = 0;
    std::uint64_t m_storedSize = 0;
    std::uint64_t m_read = 0;
    std::uint64_t m_reported = 0; // of m_storedSize, in the progress
    std::uint64_t m_declaredSize = 0;
    std::uint64_t m_progressSize = 0; // 0: this reading does not count as progress
    base::Error m_error;
};

//! A ZIP archive opened for reading, with the limits that keep a hostile one from filling memory or time.
class ZipArchive {
public:
    static base::Result<std::unique_ptr<ZipArchive>> open(const InputFile &file, std::stop_token stop);

    //! From now on the stored bytes of the parts that are read are counted there.
    void setProgress(base::Progress *progress) { m_progress = progress; }

    //! What was read so far does not count: all of it is going to be read in another way.
    void startOver();

    //! Looks for exactly this name, then without regard to case, as spreadsheet programs do.
    bool contains(const std::string &name) const { return find(name).has_value(); }
    std::uint64_t storedSize(const std::string &name) const;
    base::Result<std::unique_ptr<ZipPart>> openPart(const std::string &name);
    //! The beginning of a part, or all of it when it is shorter.
    base::Result<std::string> readBeginning(const std::string &name, std::size_t most);
    const QString &fileName() const { return m_fileName; }

private:
    friend class ZipPart;
    ZipArchive() = default;
    std::optional<zip_uint64_t> find(const std::string &name) const;
    base::Error damaged(const std::string &part, const QString &detail) const;
    base::Result<void> checkDirectory(std::int64_t fileSize) const;

    struct Discard {
        void operator()(zip_t *archive) const { zip_discard(archive); }
    };
    std::unique_ptr<zip_t, Discard> m_archive;
    QString m_fileName;
    base::Progress *m_progress = nullptr;
    std::stop_token m_stop;
    std::uint64_t m_inflated = 0;
};

} // namespace callsheet::sheet
