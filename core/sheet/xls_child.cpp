#include "core/sheet/xls_child.h"

#include "core/sheet/errors.h"
#include "core/sheet/reader_limits.h"
#include "core/sheet/reader_process.h"
#include "core/sheet/workbook_table.h"
#include "core/sheet/xls_pipe_reader.h"
#include "core/sheet/xls_pipe_writer.h"
#include "core/sheet/xls_reading.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <string_view>

#include <unistd.h>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

using TableResult = base::Result<std::shared_ptr<const Table>>;

// Two programs of different ages must not talk to each other: they would misunderstand.
constexpr std::string_view pipeVersion = CALLSHEET_VERSION;
constexpr int otherVersionExit = 113;

// No sheet needs more to be told: a number of six bytes in the file becomes thirty in the pipe, and forty-five times
// its size with the longest format.
std::uint64_t mostAnswerBytes(const InputFile &file)
{
    constexpr std::uint64_t most = 768 << 20;
    constexpr std::uint64_t least = 1 << 20;
    return std::min(most, least + static_cast<std::uint64_t>(file.source().size) * 64);
}

base::Error cannotStart(const QString &fileName, const QString &program, int error)
{
    const QString reason = QString::fromLocal8Bit(std::strerror(error));
    if (error == ENOENT) {
        return unreadable(QCoreApplication::translate("sheet",
                              "“%1” was not read, because the program “%2”, which reads workbooks of older Excels, is "
                              "missing. Install Callsheet again, or save the workbook as .xlsx and open that.")
                              .arg(fileName, program),
            reason);
    }
    return unreadable(QCoreApplication::translate("sheet",
                          "“%1” was not read, because the program that reads workbooks of older Excels could not be "
                          "started: %2. Try again, or save the workbook as .xlsx and open that.")
                          .arg(fileName, reason),
        program);
}

base::Error tookTooLong(const QString &fileName)
{
    return limitReached(QCoreApplication::translate("sheet",
        "“%1” could not be read: reading it took longer than a workbook of its size may take. Save it as .xlsx in a "
        "spreadsheet program and open that.")
                            .arg(fileName));
}

base::Error tookTooMuch(const QString &fileName)
{
    return limitReached(QCoreApplication::translate("sheet",
        "“%1” could not be read: reading it takes more than the 1 GiB of memory that an older workbook may take. Save "
        "it as .xlsx in a spreadsheet program and open that.")
                            .arg(fileName));
}

base::Error failed(const QString &fileName, const QString &detail)
{
    return unreadable(QCoreApplication::translate("sheet",
                          "“%1” could not be read: something in it made the reading break off. Save it as .xlsx in a "
                          "spreadsheet program and open that, or ask for a new copy.")
                          .arg(fileName),
        detail);
}

base::Error endedEarly(const QString &fileName, const ReaderProcess::Ending &ending)
{
    if (ending.exitCode == outOfMemoryExit)
        return tookTooMuch(fileName);
    if (ending.exitCode == otherVersionExit) {
        return unreadable(QCoreApplication::translate("sheet",
            "“%1” was not read, because Callsheet was updated while it was running. Start it again and open the "
            "workbook then.")
                              .arg(fileName));
    }
    if (ending.exitCode)
        return failed(fileName, u"the reading process ended with %1"_s.arg(*ending.exitCode));
    if (ending.signal == SIGXCPU)
        return tookTooLong(fileName);
    return failed(fileName, u"the reading process was ended by signal %1"_s.arg(ending.signal));
}

// Nothing when all was read that is wanted.
std::optional<base::Error> readAnswer(const ReadingJob &job, const QString &fileName, ReaderProcess &process,
    const XlsReaderProgram &program, XlsTableMaker &maker)
{
    using State = XlsPipeReader::State;
    XlsPipeReader reader(maker);
    std::uint64_t left = mostAnswerBytes(job.file);
    for (;;) {
        std::string_view bytes;
        switch (process.next(program.patience, bytes)) {
        case ReaderProcess::Event::Stopped:
            return readingStopped();
        case ReaderProcess::Event::Silent:
            return tookTooLong(fileName);
        case ReaderProcess::Event::Closed:
            return endedEarly(fileName, process.end());
        case ReaderProcess::Event::Bytes:
            break;
        }
        if (bytes.size() > left)
            return failed(fileName, u"the reading process says more than the file can hold"_s);
        left -= bytes.size();
        switch (reader.take(bytes)) {
        case State::Open:
            break;
        case State::Whole:
        case State::Enough:
            return std::nullopt;
        case State::Failed:
            return reader.error();
        case State::Garbage:
            return failed(fileName, u"the reading process says what cannot be"_s);
        }
    }
}

} // namespace

XlsReaderProgram installedXlsReader()
{
    const QString self = QFile::symLinkTarget(u"/proc/self/exe"_s);
    return {self.left(self.lastIndexOf(u'/') + 1) + u"callsheet-cli"_s};
}

TableResult readXlsInChild(const ReadingJob &job, const XlsReaderProgram &program)
{
    const QString fileName = shownName(job.file.source().path);
    // The sheet's name comes last, and only where one is wanted.
    std::vector<std::string> words
        = {xlsReaderCommand, std::string(pipeVersion), std::to_string(job.mostRows), fileName.toStdString()};
    if (job.options.sheet)
        words.push_back(job.options.sheet->toStdString());
    const auto process = ReaderProcess::start(program.path, words, job.file.descriptor(), job.stop);
    if (!process)
        return cannotStart(fileName, program.path, errno);
    XlsTableMaker maker(job);
    const std::optional<base::Error> error = readAnswer(job, fileName, *process, program, maker);
    process->end();
    if (error && error->kind == base::ErrorKind::Cancelled)
        return *error;
    if (job.file.hasChanged()) // whatever it looks like
        return changedMeanwhile(fileName);
    if (error)
        return *error;
    return maker.finish();
}

int answerAsXlsReader(int count, char **words)
{
    const std::vector<std::string_view> all(words, words + count);
    std::size_t mostRows = 0;
    if ((count != 3 && count != 4)
        || std::from_chars(all[1].data(), all[1].data() + all[1].size(), mostRows).ec != std::errc())
        return notAskedByCallsheet;
    if (all[0] != pipeVersion)
        return otherVersionExit;
    const QString fileName = QString::fromUtf8(words[2]);
    const auto file = InputFile::adopt(STDIN_FILENO, fileName);
    if (!file)
        return notAskedByCallsheet;
    giveUpRights(static_cast<std::uint64_t>(file->source().size));
    const auto sheet = count == 4 ? std::optional(QString::fromUtf8(words[3])) : std::nullopt;
    XlsPipeWriter writer(STDOUT_FILENO, sheet, fileName);
    writer.finish(readXlsFile(*file, fileName, mostRows, writer, {}));
    // Nothing is left to be tidied up that the end of the process does not.
    ::_exit(0);
}

} // namespace callsheet::sheet
