#include "tests/bench/inflate.h"

#include <QFile>

#include <zip.h>
#include <zlib.h>

#include <chrono>
#include <ctime>
#include <string>
#include <vector>

namespace callsheet::bench {

namespace {

std::vector<std::string> deflatedParts(const QString &path)
{
    std::vector<std::string> parts;
    int error = 0;
    zip_t *archive = zip_open(QFile::encodeName(path).constData(), ZIP_RDONLY, &error);
    for (zip_int64_t i = 0; archive != nullptr && i < zip_get_num_entries(archive, 0); ++i) {
        zip_stat_t status;
        zip_stat_init(&status);
        zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &status);
        if (status.comp_method != ZIP_CM_DEFLATE)
            continue;
        std::string &part = parts.emplace_back(status.comp_size, '\0');
        zip_file_t *file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), ZIP_FL_COMPRESSED);
        if (file == nullptr || zip_fread(file, part.data(), part.size()) != static_cast<zip_int64_t>(part.size()))
            part.clear();
        zip_fclose(file);
    }
    zip_discard(archive);
    return parts;
}

} // namespace

Inflation inflateParts(const QString &path)
{
    std::vector<std::string> parts = deflatedParts(path);
    std::string target(256 << 10, '\0');
    Inflation inflation;
    const std::clock_t cpuStart = std::clock();
    const auto start = std::chrono::steady_clock::now();
    for (std::string &part : parts) {
        z_stream stream = {};
        inflateInit2(&stream, -MAX_WBITS);
        stream.next_in = reinterpret_cast<Bytef *>(part.data());
        stream.avail_in = static_cast<uInt>(part.size());
        int status = Z_OK;
        while (status == Z_OK) {
            stream.next_out = reinterpret_cast<Bytef *>(target.data());
            stream.avail_out = static_cast<uInt>(target.size());
            status = inflate(&stream, Z_NO_FLUSH);
        }
        inflation.bytes += stream.total_out;
        inflateEnd(&stream);
    }
    inflation.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    inflation.cpuSeconds = double(std::clock() - cpuStart) / CLOCKS_PER_SEC;
    return inflation;
}

} // namespace callsheet::bench
