#include "tests/fuzz/target.h"

#include <QDir>
#include <QFile>

namespace callsheet::fuzz {

using namespace Qt::StringLiterals;

namespace {

QString pathOf(const QString &folder, const Target &target)
{
    return QStringLiteral(CALLSHEET_SOURCE_DIR "/tests/fuzz/") + folder + u'/'
        + QString::fromStdString(std::string(target.name));
}

std::string contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

} // namespace

std::vector<std::string> allSeeds(const Target &target)
{
    std::vector<std::string> seeds = target.seeds();
    const QDir folder(pathOf(u"seeds"_s, target));
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name))
        seeds.push_back(' ' + contentOf(folder.filePath(name))); // the blank: no options, XML in pieces of 33 bytes
    return seeds;
}

// As libFuzzer has them: one word a line in double quotes, with \xHH, \\ and \" inside; # begins a comment.
std::vector<std::string> dictionary(const Target &target)
{
    const std::string text = contentOf(pathOf(u"dictionaries"_s, target) + u".dict"_s);
    std::vector<std::string> words;
    for (const QByteArray &line : QByteArray::fromStdString(text).split('\n')) {
        if (!line.startsWith('"') || !line.endsWith('"'))
            continue;
        std::string word;
        for (qsizetype i = 1; i + 1 < line.size(); ++i) {
            if (line[i] != '\\') {
                word += line[i];
            } else if (line[i + 1] == 'x') {
                word += QByteArray::fromHex(line.mid(i + 2, 2)).toStdString();
                i += 3;
            } else {
                word += line[++i];
            }
        }
        words.push_back(word);
    }
    return words;
}

} // namespace callsheet::fuzz
