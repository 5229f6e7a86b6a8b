#include "core/sheet/zip_archive.h"

#include "core/sheet/errors.h"
#include "core/sheet/limits.h"
#include "core/sheet/little_endian.h"

#include <QCoreApplication>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <unordered_set>

namespace callsheet::sheet {

namespace {

constexpr std::uint64_t inflationGrace = 16 << 20;
constexpr zip_uint64_t mostStoredBytes = std::uint64_t(1) << 48; // so that a sum of ten thousand does not overflow
constexpr std::size_t storedBytesAtOnce = 64 << 10;

base::Error cannotRead(const QString &name, const QString &detail)
{
    return unreadable(QCoreApplication::translate("sheet",
                          "“%1” is a damaged or cut-off workbook. Save it again in a spreadsheet program, or ask for a "
                          "new copy.")
                          .arg(name),
        detail);
}

QString archiveErrorText(int code)
{
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    const QString text = QString::fromUtf8(zip_error_strerror(&error));
    zip_error_fini(&error);
    return text;
}

zip_t *openArchive(const InputFile &file, int flags, int &code)
{
    const int descriptor = ::fcntl(file.descriptor(), F_DUPFD_CLOEXEC, 0); // libzip closes the one that it is given
    ::lseek(descriptor, 0, SEEK_SET);
    zip_t *const archive = zip_fdopen(descriptor, flags, &code);
    if (archive == nullptr)
        ::close(descriptor);
    return archive;
}

// Two programs may read two different sheets from it.
base::Error contradictsItself(const QString &name, const QString &detail)
{
    return unreadable(QCoreApplication::translate("sheet",
                          "“%1” is damaged: its directory and its parts contradict each other. Save it again in a "
                          "spreadsheet program, or ask for a new copy.")
                          .arg(name),
        detail);
}

// Of two archives one behind the other, some programs read the first and some the second. A whole archive has nothing
// between its directory and the record that ends the file. (APPNOTE.TXT of PKWARE, 4.3.14 to 4.3.16.)
bool endsBehindItsDirectory(const InputFile &file)
{
    constexpr std::int64_t endSize = 22; // and a comment
    constexpr std::int64_t mostCommentBytes = 65'535;
    constexpr std::int64_t locatorSize = 20;
    constexpr std::int64_t end64Size = 56;
    const auto read = [&file](std::int64_t from, std::int64_t size) {
        std::string bytes(static_cast<std::size_t>(size), '\0');
        const bool isRead = from >= 0 && ::pread(file.descriptor(), bytes.data(), bytes.size(), from) == size;
        return isRead ? bytes : std::string();
    };
    const std::int64_t tailSize = std::min<std::int64_t>(file.source().size, endSize + mostCommentBytes);
    const std::string tail = read(file.source().size - tailSize, tailSize);
    std::size_t position = tail.rfind("PK\x05\x06");
    const auto reachesTheEnd = [&tail](std::size_t at) {
        return at + endSize <= tail.size() && at + endSize + littleEndian<std::uint16_t>(tail, at + 20) == tail.size();
    };
    while (position != std::string::npos && !reachesTheEnd(position))
        position = position == 0 ? std::string::npos : tail.rfind("PK\x05\x06", position - 1);
    if (position == std::string::npos)
        return false;
    const std::string_view end = std::string_view(tail).substr(position, endSize);
    const std::int64_t endAt = file.source().size - tailSize + static_cast<std::int64_t>(position);
    const auto size = littleEndian<std::uint32_t>(end, 12);
    const auto offset = littleEndian<std::uint32_t>(end, 16);
    const std::string locator = read(endAt - locatorSize, locatorSize);
    if (!locator.starts_with("PK\x06\x07"))
        return std::int64_t(offset) + size == endAt;
    const auto end64At = static_cast<std::int64_t>(littleEndian<std::uint64_t>(locator, 8));
    const std::string end64 = read(end64At, end64Size);
    return end64.starts_with("PK\x06\x06")
        && littleEndian<std::uint64_t>(end64, 40) + littleEndian<std::uint64_t>(end64, 48)
        == static_cast<std::uint64_t>(end64At);
}

} // namespace

base::Result<std::unique_ptr<ZipArchive>> ZipArchive::open(const InputFile &file, std::stop_token stop)
{
    std::unique_ptr<ZipArchive> archive(new ZipArchive);
    archive->m_fileName = shownName(file.source().path);
    archive->m_stop = std::move(stop);
    int code = 0;
    archive->m_archive.reset(openArchive(file, 0, code));
    if (!archive->m_archive)
        return cannotRead(archive->m_fileName, archiveErrorText(code));
    const zip_int64_t parts = zip_get_num_entries(archive->m_archive.get(), 0);
    if (parts > mostParts) {
        return limitReached(QCoreApplication::translate("sheet",
            "“%1” has %2 parts, and a workbook may have 10,000. Save it again in a "
            "spreadsheet program.")
                                .arg(archive->m_fileName)
                                .arg(parts));
    }
    const auto checked = archive->checkDirectory(file.source().size);
    if (!checked)
        return checked.error();
    // A second look, behind the checks that have sentences of their own: the directory and what stands at the parts
    // say the same, no part lies in another one, and nothing follows the end.
    archive->m_archive.reset(openArchive(file, ZIP_CHECKCONS, code));
    if (!archive->m_archive)
        return contradictsItself(archive->m_fileName, archiveErrorText(code));
    if (!endsBehindItsDirectory(file))
        return contradictsItself(archive->m_fileName, QStringLiteral("bytes between the directory and its end"));
    return archive;
}

// Two bombs look harmless part by part: many parts that are the same bytes of the file, and two parts of one name, of
// which every program takes another one.
base::Result<void> ZipArchive::checkDirectory(std::int64_t fileSize) const
{
    std::uint64_t stored = 0;
    std::unordered_set<std::string> names;
    const auto parts = static_cast<zip_uint64_t>(zip_get_num_entries(m_archive.get(), 0));
    for (zip_uint64_t i = 0; i < parts; ++i) {
        zip_stat_t status;
        if (zip_stat_index(m_archive.get(), i, 0, &status) != 0)
            return cannotRead(m_fileName, QString::fromUtf8(zip_strerror(m_archive.get())));
        stored += (status.valid & ZIP_STAT_COMP_SIZE) != 0 ? std::min(status.comp_size, mostStoredBytes) : 0;
        std::string name = (status.valid & ZIP_STAT_NAME) != 0 ? status.name : "";
        std::transform(name.begin(), name.end(), name.begin(),
            [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        if (!names.insert(std::move(name)).second) {
            return unreadable(QCoreApplication::translate("sheet",
                "“%1” is not a normal workbook: it holds two parts of the name “%2”, so that two programs may read two "
                "different sheets. Do not trust the file; ask for a new copy.")
                                  .arg(m_fileName, shownName(QString::fromUtf8(status.name))));
        }
    }
    if (stored > static_cast<std::uint64_t>(fileSize)) {
        return unreadable(QCoreApplication::translate("sheet",
            "“%1” is not a normal workbook: its parts claim more bytes than the file has, which can be an attack. Do "
            "not trust the file; ask for a new copy.")
                              .arg(m_fileName));
    }
    return {};
}

std::optional<zip_uint64_t> ZipArchive::find(const std::string &name) const
{
    zip_int64_t index = zip_name_locate(m_archive.get(), name.c_str(), 0);
    if (index < 0)
        index = zip_name_locate(m_archive.get(), name.c_str(), ZIP_FL_NOCASE);
    if (index < 0)
        return std::nullopt;
    return static_cast<zip_uint64_t>(index);
}

std::uint64_t ZipArchive::storedSize(const std::string &name) const
{
    const auto index = find(name);
    zip_stat_t status;
    if (!index || zip_stat_index(m_archive.get(), *index, 0, &status) != 0 || (status.valid & ZIP_STAT_COMP_SIZE) == 0)
        return 0;
    return status.comp_size;
}

base::Error ZipArchive::damaged(const std::string &part, const QString &detail) const
{
    return unreadable(
        QCoreApplication::translate("sheet",
            "“%1” is damaged: its part “%2” cannot be read. Save it again in a spreadsheet program, or ask "
            "for a new copy.")
            .arg(m_fileName, QString::fromStdString(part)),
        detail);
}

base::Result<std::unique_ptr<ZipPart>> ZipArchive::openPart(const std::string &name)
{
    const auto index = find(name);
    if (!index)
        return damaged(name, QStringLiteral("no such part"));
    zip_stat_t status;
    if (zip_stat_index(m_archive.get(), *index, 0, &status) != 0)
        return damaged(name, QString::fromUtf8(zip_strerror(m_archive.get())));
    if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != ZIP_EM_NONE) {
        return unreadable(QCoreApplication::translate("sheet",
            "“%1” is protected by a password. Open it in a spreadsheet program, save it without the password and open "
            "that.")
                              .arg(m_fileName));
    }
    std::unique_ptr<ZipPart> part(new ZipPart);
    part->m_archive = this;
    part->m_name = name;
    part->m_storedSize = (status.valid & ZIP_STAT_COMP_SIZE) != 0 ? status.comp_size : 0;
    part->m_declaredSize = (status.valid & ZIP_STAT_SIZE) != 0 ? status.size : 0;
    part->m_progressSize = part->m_declaredSize;
    const bool isDeflated = (status.valid & ZIP_STAT_COMP_METHOD) != 0 && status.comp_method == ZIP_CM_DEFLATE
        && (status.valid & ZIP_STAT_CRC) != 0 && (status.valid & ZIP_STAT_SIZE) != 0;
    if (isDeflated) {
        part->m_inflater = std::make_unique<Inflater>();
        part->m_stored.resize(storedBytesAtOnce);
        part->m_declaredCrc = status.crc;
    }
    part->m_file.reset(zip_fopen_index(m_archive.get(), *index, isDeflated ? ZIP_FL_COMPRESSED : 0));
    if (!part->m_file)
        return damaged(name, QString::fromUtf8(zip_strerror(m_archive.get())));
    return part;
}

base::Result<std::string> ZipArchive::readBeginning(const std::string &name, std::size_t most)
{
    const auto part = openPart(name);
    if (!part)
        return part.error();
    (*part)->m_progressSize = 0; // does not count as progress: the whole part may be read again
    std::string text(most, '\0');
    std::size_t size = 0;
    while (size < most) {
        const auto count = (*part)->read(text.data() + size, most - size);
        if (!count)
            return (*part)->error();
        if (*count == 0)
            break;
        size += *count;
    }
    text.resize(size);
    return text;
}

std::optional<std::size_t> ZipPart::read(char *target, std::size_t size)
{
    if (m_archive->m_stop.stop_requested()) {
        m_error = readingStopped();
        return std::nullopt;
    }
    const std::optional<std::size_t> count = m_inflater ? inflate(target, size) : copy(target, size);
    if (!count)
        return std::nullopt;
    const std::uint64_t bytes = *count;
    m_read += bytes;
    m_archive->m_inflated += bytes;
    if (m_read > mostPartBytes || m_archive->m_inflated > mostWorkbookBytes) {
        m_error = limitReached(QCoreApplication::translate("sheet",
            "“%1” unpacks to more than the 1 GiB that one part, or the 2 GiB that a workbook may have (“%2”). Split it "
            "into several files, or export it as CSV.")
                                   .arg(m_archive->m_fileName, QString::fromStdString(m_name)));
        return std::nullopt;
    }
    if (m_read > inflationGrace && m_read / mostInflation > m_storedSize) {
        m_error = limitReached(QCoreApplication::translate("sheet",
            "“%1” unpacks to more than 200 times its size (“%2”), which no real sheet does. Save it again in a "
            "spreadsheet program, or export it as CSV.")
                                   .arg(m_archive->m_fileName, QString::fromStdString(m_name)));
        return std::nullopt;
    }
    if (m_archive->m_progress && m_progressSize > 0) {
        const auto reported
            = static_cast<std::uint64_t>(double(m_storedSize) * std::min(1.0, double(m_read) / double(m_progressSize)));
        m_archive->m_progress->done += static_cast<std::int64_t>(reported - m_reported);
        m_reported = reported;
    }
    return count;
}

std::optional<std::size_t> ZipPart::copy(char *target, std::size_t size)
{
    const zip_int64_t count = zip_fread(m_file.get(), target, size);
    if (count < 0)
        return damaged(QString::fromUtf8(zip_file_strerror(m_file.get())));
    return static_cast<std::size_t>(count);
}

std::optional<std::size_t> ZipPart::inflate(char *target, std::size_t size)
{
    std::size_t made = 0;
    while (made < size && !m_hasEnded) {
        if (m_waiting.empty()) {
            const auto count = copy(m_stored.data(), m_stored.size());
            if (!count)
                return std::nullopt;
            m_waiting = {m_stored.data(), *count};
        }
        const bool isLast = m_waiting.empty();
        const Inflater::Step step = m_inflater->inflate(m_waiting, target + made, size - made);
        m_waiting.remove_prefix(step.taken);
        made += step.made;
        m_hasEnded = step.hasEnded;
        // Without the second condition a part that was cut off would be waited for without end.
        const bool isStuck = isLast || !m_waiting.empty();
        if (step.isDamaged || (isStuck && step.taken == 0 && step.made == 0 && !step.hasEnded))
            return damaged(QStringLiteral("deflate data is wrong or cut off"));
    }
    m_crc = Inflater::addToCrc(m_crc, {target, made});
    if (m_hasEnded && (m_crc != m_declaredCrc || m_read + made != m_declaredSize))
        return damaged(QStringLiteral("CRC error"));
    return made;
}

std::optional<std::size_t> ZipPart::damaged(const QString &detail)
{
    m_error = m_archive->damaged(m_name, detail);
    return std::nullopt;
}

void ZipArchive::startOver()
{
    m_inflated = 0;
    if (m_progress)
        m_progress->done = 0;
}

} // namespace callsheet::sheet
