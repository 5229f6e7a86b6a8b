#pragma once

#include "tests/support/temporary_file.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <vector>

// Files as nobody should send them, each under the name of what is wrong with it. They are made by code, so that a
// reader of this folder sees what stands in them. The tests beside it say what is to come of each: g08 in a test's name
// is group 8 of the list in README.md.
namespace callsheet::test {

struct BadFile {
    const char *name = "";
    std::function<void(const QString &path)> make;
};

// One list a kind.
std::vector<BadFile> badTexts();
std::vector<BadFile> badContacts();
std::vector<BadFile> badArchives();
std::vector<BadFile> badXml();
std::vector<BadFile> badWorkbooks();
std::vector<BadFile> badOdsFiles();
std::vector<BadFile> badXlsFiles();
//! Those that are made to fill memory or to take forever.
std::vector<BadFile> hostileFiles();

//! All of them, in the order of the lists above.
std::vector<BadFile> badFiles();
//! Makes the file of this name; fails the test when there is none.
QString makeBadFile(const TemporaryFolder &folder, const QString &name);

void writeBytes(const QString &path, const QByteArray &content);
//! A file that is nothing but these bytes.
BadFile holding(const char *name, const QByteArray &content);
//! The same, made only when it is wanted.
BadFile holding(const char *name, std::function<QByteArray()> content);

//! A literal with its zero bytes.
template <std::size_t size>
QByteArray allOf(const char (&literal)[size])
{
    return QByteArray(literal, size - 1);
}

} // namespace callsheet::test
