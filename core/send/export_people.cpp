#include "core/send/export_people.h"

#include "core/base/background.h"
#include "core/runs/mask_numbers.h"
#include "core/send/person_words.h"
#include "core/send/sent_people.h"
#include "core/send/wire.h"
#include "core/sheet/write_sheet.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <map>

namespace callsheet::send {

using base::Error;
using base::Result;

namespace {

//! The chosen ones of one chunk at a time, so that only one body is in memory.
class PeopleRows {
public:
    PeopleRows(runs::Journal &journal, const PeopleChoice &choice, runs::RunDetails details,
        std::vector<runs::LeftOutRow> leftOut, const std::vector<runs::SettlementRecord> &settlements)
        : m_journal(journal)
        , m_choice(choice)
        , m_settled(settlements, details.chunks)
        , m_details(std::move(details))
        , m_leftOut(std::move(leftOut))
    {
    }

    //! The variables of whoever is chosen, in the order in which they are met.
    Result<void> findKeys()
    {
        for (; m_chunk < m_details.chunks.size(); ++m_chunk) {
            const auto loaded = loadChunk();
            if (!loaded)
                return loaded;
            for (const PlacedPerson &person : m_people) {
                for (const auto &[key, text] : m_records[person.place].values) {
                    if (!m_keys.contains(key))
                        m_keys.append(key);
                }
            }
        }
        m_chunk = 0;
        m_people.clear();
        return {};
    }

    QStringList header() const
    {
        return QStringList{QCoreApplication::translate("send", "Row in sheet"),
                   QCoreApplication::translate("send", "State"), QCoreApplication::translate("send", "Chunk"),
                   QCoreApplication::translate("send", "What happened")}
        + m_keys;
    }

    bool next(QStringList &row)
    {
        while (m_person >= m_people.size()) {
            if (m_chunk >= m_details.chunks.size())
                return nextLeftOut(row);
            const auto loaded = loadChunk();
            if (!loaded) {
                m_error = loaded.error();
                return false;
            }
            m_person = 0;
            ++m_chunk;
        }
        const runs::ChunkRecord &chunk = m_details.chunks[m_chunk - 1];
        const PlacedPerson &person = m_people[m_person++];
        const std::uint32_t number = chunk.rows[person.place];
        row = {QString::number(number), runs::rowStateName(person.state), QString::number(chunk.number),
            whatHappened(person.state, chunk, number, m_settled)};
        const auto &values = m_records[person.place].values;
        for (const QString &key : m_keys) {
            const auto found
                = std::find_if(values.begin(), values.end(), [&key](const auto &value) { return value.first == key; });
            const QString value = found == values.end() ? QString() : found->second;
            const bool isNumber = key == QLatin1String(wire::phoneNumberKey);
            row.append(isNumber && m_choice.masked ? runs::maskedNumber(value) : shown(value));
        }
        ++m_written;
        ++m_peopleIn[person.state];
        return true;
    }

    qint64 written() const { return m_written; }
    const std::map<runs::RowState, int> &peopleIn() const { return m_peopleIn; }
    const std::optional<Error> &error() const { return m_error; }

private:
    QString shown(const QString &text) const { return m_choice.masked ? runs::withMaskedNumbers(text) : text; }

    Result<void> loadChunk()
    {
        const runs::ChunkRecord &chunk = m_details.chunks[m_chunk];
        m_people = placedPeople(chunk);
        std::erase_if(m_people, [this](const PlacedPerson &person) {
            return std::find(m_choice.states.begin(), m_choice.states.end(), person.state) == m_choice.states.end();
        });
        if (m_people.empty())
            return {};
        auto records = recordsOfChunk(m_journal, chunk);
        if (!records && records.error().kind != base::ErrorKind::Conflict)
            return records.error();
        // Whose numbers and names were deleted after their time still has a row and a state.
        m_records = records ? std::move(*records) : std::vector<wire::SentRecord>(chunk.rows.size());
        return {};
    }

    bool nextLeftOut(QStringList &row)
    {
        if (!m_choice.leftOut || m_left >= m_leftOut.size())
            return false;
        const runs::LeftOutRow &left = m_leftOut[m_left++];
        row = {QString::number(left.row),
            left.folded ? QCoreApplication::translate("send", "Folded as a duplicate")
                        : QCoreApplication::translate("send", "Left out"),
            {}, shown(left.reason)};
        row.resize(4 + m_keys.size());
        ++m_written;
        return true;
    }

    runs::Journal &m_journal;
    const PeopleChoice &m_choice;
    SettledPeople m_settled;
    runs::RunDetails m_details;
    std::vector<runs::LeftOutRow> m_leftOut;
    QStringList m_keys;
    std::size_t m_chunk = 0; // the next one
    std::vector<PlacedPerson> m_people; // chosen ones of the one before it
    std::vector<wire::SentRecord> m_records;
    std::size_t m_person = 0;
    std::size_t m_left = 0;
    qint64 m_written = 0;
    std::map<runs::RowState, int> m_peopleIn; // written ones, by state
    std::optional<Error> m_error;
};

//! Whether the run stands as it did when the list was begun, and nothing of it is under way. Else somebody may be final
//! by now who is not in the list.
bool isListStillTrue(runs::Journal *journal, const runs::RunDetails &listed)
{
    const auto now = journal->run(listed.head.id).result();
    return now && now->ledger == listed.ledger && now->chunks.size() == listed.chunks.size()
        && std::none_of(now->chunks.begin(), now->chunks.end(), [](const runs::ChunkRecord &chunk) {
               return chunk.state == runs::ChunkState::Sending || chunk.state == runs::ChunkState::Waiting;
           });
}

Result<qint64> write(runs::Journal *journal, runs::RunId run, const PeopleChoice &choice, const QString &path)
{
    auto details = journal->run(run).result();
    if (!details)
        return details.error();
    auto leftOut = journal->leftOutRows(run).result();
    if (!leftOut)
        return leftOut.error();
    const auto settlements = journal->settlements(run).result();
    if (!settlements)
        return settlements.error();
    const runs::RunDetails listed = *details;
    PeopleRows rows(*journal, choice, std::move(*details), std::move(*leftOut), *settlements);
    const auto keys = rows.findKeys();
    if (!keys)
        return keys.error();
    const auto written = sheet::writeSheet(path, rows.header(), [&rows](QStringList &row) { return rows.next(row); });
    if (rows.error()) {
        QFile::remove(path); // a part of the people looks like all of them
        return *rows.error();
    }
    if (!written)
        return written.error();
    if (choice.masked || !isListStillTrue(journal, listed))
        return rows.written();
    // From now on their numbers and names are in the person's own hands.
    for (const auto &[state, people] : rows.peopleIn()) {
        const auto noted = journal->recordExport(run, state, people).result();
        if (!noted)
            return noted.error();
    }
    return rows.written();
}

} // namespace

QFuture<Result<qint64>> exportPeople(runs::Journal &journal, runs::RunId run, PeopleChoice choice, QString path)
{
    return base::inBackground(&write, &journal, run, std::move(choice), std::move(path));
}

} // namespace callsheet::send
