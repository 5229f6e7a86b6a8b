#include "core/sheet/zip_archive.h"
#include "tests/fuzz/parts.h"
#include "tests/fuzz/reading.h"

#include <zip.h>

#include <array>
#include <memory>
#include <optional>

namespace callsheet::fuzz {

namespace {

constexpr std::array partNames = {"xl/workbook.xml", "content.xml", "mimetype", "a"};
constexpr std::size_t mostBytes = 4 << 20; // of a part, so that one input does not take seconds

// The part in pieces of this size; nothing when it cannot be read to its end.
std::optional<std::string> readPart(sheet::ZipArchive &archive, const std::string &name, std::size_t piece)
{
    const auto part = archive.openPart(name);
    if (!part)
        return std::nullopt;
    std::string content;
    std::string buffer(piece, '\0');
    for (;;) {
        const auto count = (*part)->read(buffer.data(), buffer.size());
        if (!count || *count > buffer.size())
            return std::nullopt;
        if (*count == 0 || content.size() > mostBytes)
            return content;
        content.append(buffer, 0, *count);
    }
}

// What libzip says of the same part, as the judge of whatever inflates for us.
std::optional<std::string> readWithLibzip(std::string_view bytes, const char *name)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    const std::unique_ptr<zip_t, decltype(&zip_discard)> archive(
        zip_open_from_source(source, ZIP_RDONLY, &error), &zip_discard);
    zip_error_fini(&error);
    if (!archive) {
        zip_source_free(source);
        return std::nullopt;
    }
    const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen(archive.get(), name, 0), &zip_fclose);
    if (!file)
        return std::nullopt;
    std::string content;
    std::string buffer(4096, '\0');
    for (;;) {
        const zip_int64_t count = zip_fread(file.get(), buffer.data(), buffer.size());
        if (count < 0)
            return std::nullopt;
        if (count == 0 || content.size() > mostBytes)
            return content;
        content.append(buffer, 0, static_cast<std::size_t>(count));
    }
}

Finding run(std::string_view input)
{
    const MemoryFile memory(input);
    const auto file = sheet::InputFile::open(memory.path());
    if (!file)
        return {};
    const auto archive = sheet::ZipArchive::open(*file, {});
    if (!archive)
        return archive.error().message.endsWith(QLatin1Char('.')) ? Finding() : "refused without a sentence";
    for (const char *name : partNames) {
        const auto whole = readPart(**archive, name, 64 << 10);
        const auto inPieces = readPart(**archive, name, 7);
        if (whole.has_value() != inPieces.has_value())
            return std::string(name) + " can be read in large pieces or in small ones only";
        if (whole && whole->size() <= mostBytes && *whole != *inPieces)
            return std::string(name) + " reads differently in small pieces";
        const auto expected = readWithLibzip(input, name);
        // Where only one of them reads it: limits of ours, and archives that are damaged in one of two places.
        if (whole && expected && whole->size() <= mostBytes && *whole != *expected)
            return std::string(name) + " reads differently with libzip";
        (*archive)->storedSize(name);
        (void)(*archive)->readBeginning(name, 100);
    }
    return {};
}

std::string deflatedZip(const Parts &parts)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *target = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(target);
    zip_t *archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    for (const auto &[name, content] : parts) {
        zip_source_t *source = zip_source_buffer(archive, content.data(), content.size(), 0);
        zip_set_file_compression(
            archive, static_cast<zip_uint64_t>(zip_file_add(archive, name.c_str(), source, 0)), ZIP_CM_DEFLATE, 9);
    }
    zip_close(archive);
    std::string bytes(16 << 10, '\0');
    zip_source_open(target);
    const zip_int64_t size = zip_source_read(target, bytes.data(), bytes.size());
    zip_source_close(target);
    zip_source_free(target);
    zip_error_fini(&error);
    bytes.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    return bytes;
}

std::vector<std::string> seeds()
{
    const Parts parts = {{"mimetype", "m"}, {"A", "capital"}, {"content.xml", "<a>text text text text</a>"},
        {"xl/workbook.xml", std::string(500, 'w')}};
    std::string lying = storedZip(parts);
    lying[lying.find("PK\1\2") + 24] = '\x7F'; // the directory's size of the first part
    return {storedZip(parts), deflatedZip(parts), storedZip({}), deflatedZip({{"a", std::string(200'000, 'z')}}), lying,
        "junk before" + deflatedZip(parts), deflatedZip({{"a", "1"}, {"content.xml", "2"}}) + "junk behind"};
}

} // namespace

Target zipTarget()
{
    return {"zip", run, seeds};
}

} // namespace callsheet::fuzz
