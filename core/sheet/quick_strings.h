#pragma once

#include "core/sheet/block_threads.h"
#include "core/sheet/shared_strings.h"

#include <string>
#include <string_view>

namespace callsheet::sheet {

//! Reads blocks of <si> elements, each thread with a reader of its own. Texts as nearly all programs write them are
//! read in place, with the runs of rich text joined; the others by the tokenizer, one by one.
class StringBlockReader {
public:
    using Piece = SharedStrings;

    //! `texts` keeps the texts. `isPlain`: the names have no prefix.
    StringBlockReader(const TextArena &texts, const QString &fileName, bool isPlain)
        : m_isPlain(isPlain)
        , m_fileName(fileName)
        , m_texts(texts.branch())
    {
    }

    BlocksOutcome read(std::string_view block);
    Piece takePiece() { return std::exchange(m_strings, {}); }

private:
    // Each gives the position behind what it read; null when it is none of the usual.
    const char *readString(const char *at);
    const char *readRuns(const char *at);
    const char *readPhonetic(const char *at);
    bool readWithTokenizer(std::string_view elements);
    bool add(std::string_view text);

    bool m_isPlain;
    QString m_fileName;
    TextArena m_texts;
    SharedStrings m_strings; // of the block
    std::string m_joined;
    std::string m_text;
    std::string m_unescaped;
};

} // namespace callsheet::sheet
