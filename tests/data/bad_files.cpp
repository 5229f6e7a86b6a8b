#include "tests/data/bad_files.h"

#include <algorithm>

namespace callsheet::test {

std::vector<BadFile> badFiles()
{
    std::vector<BadFile> files;
    for (auto *list :
        {&badTexts, &badContacts, &badArchives, &badXml, &badWorkbooks, &badOdsFiles, &badXlsFiles, &hostileFiles}) {
        std::vector<BadFile> some = list();
        std::move(some.begin(), some.end(), std::back_inserter(files));
    }
    return files;
}

QString makeBadFile(const TemporaryFolder &folder, const QString &name)
{
    const std::vector<BadFile> files = badFiles();
    const auto file = std::find_if(
        files.begin(), files.end(), [&name](const BadFile &other) { return name == QLatin1String(other.name); });
    if (file == files.end()) {
        ADD_FAILURE() << "no generator for " << name.toStdString();
        return {};
    }
    const QString path = folder.path(name);
    file->make(path);
    return path;
}

void writeBytes(const QString &path, const QByteArray &content)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    EXPECT_EQ(file.write(content), content.size());
}

BadFile holding(const char *name, const QByteArray &content)
{
    return {name, [content](const QString &path) { writeBytes(path, content); }};
}

BadFile holding(const char *name, std::function<QByteArray()> content)
{
    return {name, [content = std::move(content)](const QString &path) { writeBytes(path, content()); }};
}

} // namespace callsheet::test
