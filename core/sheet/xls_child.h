#pragma once

#include "core/sheet/reading_job.h"

#include <chrono>
#include <memory>

namespace callsheet::sheet {

// Why XLS is read in a process of its own and the other formats are not:
//
// The format is a small file system of offsets and counts, each of which can lie, and readers of it have a history of
// holes by which a file took over the program [CVE-2017-2896]. So a file that somebody sent is read where nothing can
// be reached: no files, no network, no memory or time without end. What comes back is checked as if it were hostile.
// For 60,000 rows of ten cells this costs 10 ms to start the process and about a third of the reading time to pass the
// rows through the pipe.
//
// XLSX and ODS are read here. They are ZIP and XML: the bytes are counted as they are inflated, the tokenizer knows no
// number that says where to look, and both are fuzzed. A million rows through the pipe would cost as much time again
// as their tokenizer takes, and the whole sheet would be held twice in memory while it passes.

//! The program that reads, and how long it may say nothing: a hostile file that loops is ended by the limit of
//! computing time; this is for a disk that does not answer.
struct XlsReaderProgram {
    QString path;
    std::chrono::milliseconds patience = std::chrono::seconds(30);
};
//! callsheet-cli beside the program that runs, in whatever folder that is: both are installed together.
XlsReaderProgram installedXlsReader();

//! Reads the chosen sheet of a workbook of Excel 5 to 2003 into a table and the workbook's part of the report.
base::Result<std::shared_ptr<const Table>> readXlsInChild(
    const ReadingJob &job, const XlsReaderProgram &program = installedXlsReader());

//! What callsheet-cli does as that process. The word that asks for it, and the words after it.
constexpr auto xlsReaderCommand = "read-sheet";
int answerAsXlsReader(int count, char **words);

} // namespace callsheet::sheet
