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
// 60,000 rows of ten cells take 0.08 s of computing here and 0.13 s that way, on both sides together: 0.01 s to start
// the process and 60 ns for each cell to pass the pipe.
//
// XLSX and ODS are read here. They are ZIP and XML: the bytes are counted as they are inflated, the tokenizer follows
// no number of the file to another place, and both are fuzzed. The ten million cells of a large sheet would cost 0.6 s
// more in the pipe, half of what reading them may take at all, and would be in memory twice while they pass.

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

//! What callsheet-cli does as that process: gives the exit code. The word that asks for it, and the words after it.
constexpr auto xlsReaderCommand = "read-sheet";
int answerAsXlsReader(int count, char **words);
constexpr int notAskedByCallsheet = 2;

} // namespace callsheet::sheet
