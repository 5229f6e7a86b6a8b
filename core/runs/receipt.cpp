#include "core/runs/receipt.h"

#include "core/base/row_ranges.h"
#include "core/runs/mask_numbers.h"
#include "core/runs/receipt_words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

// What a QTextDocument draws and a browser draws the same: no variables, no flex, no borders of single sides.
constexpr auto style = R"(
body { font-family: sans-serif; font-size: 9pt; color: #1b1b1f; background-color: #ffffff; }
h1 { font-size: 17pt; font-weight: 600; margin-top: 0px; margin-bottom: 4px; }
h2 { font-size: 11.5pt; font-weight: 600; margin-top: 18px; margin-bottom: 6px; }
p { margin-top: 2px; margin-bottom: 6px; }
table { border-collapse: collapse; }
td, th { padding: 3px 8px 3px 0px; text-align: left; vertical-align: top; }
.grid td, .grid th { border: 1px solid #c9c9cf; padding: 3px 6px 3px 6px; }
.grid th { background-color: #eeeef2; font-weight: 600; }
.name { color: #5c5c66; }
.count { text-align: right; }
.total td { font-weight: 600; background-color: #eeeef2; }
.quiet { color: #5c5c66; }
.practice { background-color: #fff3d6; padding: 6px 8px 6px 8px; }
)"_L1;

constexpr qsizetype mostLines = 50; // of a list that is told to its end elsewhere

QString number(qint64 value)
{
    return QLocale().toString(value);
}

//! Sent again as the service documents it, without a look: the answer to a later try does not say what an earlier one
//! did, and nobody else has said so.
bool hasTryNeverLearned(const ReceiptChunk &one, const std::vector<SettlementRecord> &settlements)
{
    const auto hasOutcome = [](const AttemptRecord &attempt, OutcomeClass outcome) {
        return attempt.result && attempt.result->outcome == outcome;
    };
    if (one.attempts.empty() || !hasOutcome(one.attempts.back(), OutcomeClass::Accepted))
        return false;
    return std::any_of(one.attempts.begin(), one.attempts.end(), [&](const AttemptRecord &attempt) {
        const bool isSettled = std::any_of(settlements.begin(), settlements.end(), [&](const SettlementRecord &record) {
            return record.chunk == one.chunk.id && record.at >= attempt.intendedAt;
        });
        return hasOutcome(attempt, OutcomeClass::Unknown) && !isSettled;
    });
}

//! Builds the page. Every text that comes from outside goes through text(): escaped, and masked unless numbers were
//! asked for.
class Page {
    Q_DECLARE_TR_FUNCTIONS(receipt)
public:
    explicit Page(const Receipt &receipt)
        : m_receipt(receipt)
    {
    }

    QString html()
    {
        title();
        facts();
        sum();
        preparation();
        leftOut();
        chunks();
        unknowns();
        people();
        const QString name = tr("Receipt of run %1").arg(m_receipt.run.head.id);
        return u"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%1</title><style>%2</style></head>"
               "<body>\n%3</body></html>\n"_s.arg(text(name), style, m_body);
    }

private:
    QString text(const QString &given) const
    {
        const QString shown = m_receipt.people ? given : withMaskedNumbers(given);
        return shown.toHtmlEscaped().replace(u'\n', u"<br>"_s);
    }
    //! Of ours: an id, a name of a file. Never masked.
    static QString plain(const QString &given) { return given.toHtmlEscaped(); }
    QString time(const QDateTime &at) const { return plain(receiptTime(at, m_receipt.zone)); }

    void heading(const QString &words) { m_body += u"<h2>%1</h2>\n"_s.arg(words.toHtmlEscaped()); }
    void paragraph(const QString &html) { m_body += u"<p>%1</p>\n"_s.arg(html); }
    void fact(const QString &name, const QString &html)
    {
        m_body += u"<tr><td class=\"name\">%1</td><td>%2</td></tr>\n"_s.arg(
            name.toHtmlEscaped(), html.isEmpty() ? u"–"_s : html);
    }
    void row(const QStringList &cells) { m_body += u"<tr><td>%1</td></tr>\n"_s.arg(cells.join(u"</td><td>"_s)); }
    struct Heading {
        QString words;
        int percent = 0; // of the page's width: what is long gets room
    };
    //! A table whose heading is on every page that it reaches.
    void startGrid(const QList<Heading> &headings)
    {
        m_body += u"<table class=\"grid\" width=\"100%\" cellspacing=\"0\"><thead><tr>"_s;
        for (const Heading &heading : headings)
            m_body += u"<th width=\"%1%\">%2</th>"_s.arg(QString::number(heading.percent), plain(heading.words));
        m_body += u"</tr></thead><tbody>\n"_s;
    }
    void endGrid() { m_body += u"</tbody></table>\n"_s; }

    void title()
    {
        const RunHead &head = m_receipt.run.head;
        m_body += u"<h1>%1</h1>\n"_s.arg(plain(tr("Receipt: %1").arg(head.name)));
        paragraph(u"<span class=\"quiet\">%1</span>"_s.arg(plain(
            tr("Run %1. Made on %2.").arg(QString::number(head.id), receiptTime(m_receipt.madeAt, m_receipt.zone)))));
        if (head.practice)
            m_body += u"<p class=\"practice\">%1</p>\n"_s.arg(
                plain(tr("This was practice: nothing left this computer, and nobody was called.")));
    }

    void facts()
    {
        const RunHead &head = m_receipt.run.head;
        const Preparation preparation = head.preparation.value_or(Preparation());
        m_body += u"<table cellspacing=\"0\">\n"_s;
        fact(tr("File"), plain(head.fileName));
        fact(tr("SHA-256 of the file"), plain(head.fileSha256));
        fact(tr("Sheet"), plain(head.sheet));
        fact(tr("Variable set"), plain(head.variableSet));
        fact(tr("Template"), plain(preparation.templateName));
        fact(tr("Default country"), plain(head.defaultCountry));
        fact(tr("Connection"),
            plain(head.connectionName == head.baseUrl ? head.baseUrl
                                                      : u"%1, %2"_s.arg(head.connectionName, head.baseUrl)));
        fact(tr("Batch"), plain(head.batchId));
        fact(tr("Sent by"), plain(preparation.who));
        fact(tr("Planned"), time(head.createdAt));
        fact(tr("Time zone"), plain(QString::fromUtf8(m_receipt.zone.id())));
        fact(tr("Over since"),
            m_receipt.run.closedAt.isValid() ? time(m_receipt.run.closedAt) : plain(tr("It is not over yet")));
        m_body += u"</table>\n"_s;
    }

    void sum()
    {
        const Ledger &ledger = m_receipt.run.ledger;
        heading(tr("Where every row of the file is"));
        m_body += u"<table class=\"grid\" cellspacing=\"0\">\n"_s;
        const auto line = [this](const QString &name, qint64 count, const QString &sign) {
            m_body += u"<tr><td>%1</td><td>%2</td><td class=\"count\" align=\"right\">%3</td></tr>\n"_s.arg(
                sign, name.toHtmlEscaped(), number(count));
        };
        line(tr("Left out"), ledger.leftOut, {});
        line(tr("Folded as duplicates"), ledger.folded, u"+"_s);
        line(tr("Queued"), ledger.queued, u"+"_s);
        line(tr("Refused"), ledger.refused, u"+"_s);
        line(tr("Not sent"), ledger.notSent, u"+"_s);
        line(tr("Unknown"), ledger.unknown, u"+"_s);
        m_body += u"<tr class=\"total\"><td>=</td><td><b>%1</b></td><td class=\"count\" align=\"right\"><b>%2</b></td>"
                  "</tr></table>\n"_s.arg(tr("Rows in the file").toHtmlEscaped(), number(ledger.rows));
    }

    void preparation()
    {
        heading(tr("What was done to the sheet"));
        const std::optional<Preparation> &done = m_receipt.run.head.preparation;
        if (!done) {
            paragraph(plain(tr("An older version of Callsheet planned this run and did not write it down.")));
            return;
        }
        QStringList lines;
        for (const QString &cleanUp : done->cleanUps)
            lines.append(text(tr("Clean-up of every value. %1").arg(cleanUp)));
        lines += withRest(done->changes);
        if (!lines.isEmpty())
            m_body += u"<ul><li>%1</li></ul>\n"_s.arg(lines.join(u"</li>\n<li>"_s));
        paragraph(plain(done->cellsChanged == 0
                ? tr("No cell was changed by hand or by a repair.")
                : tr("Cells that differ from the file because of this: %1.").arg(number(done->cellsChanged))));
        paragraph(plain(tr("Rows that were looked at in a spot check, as they were to be sent: %1.")
                            .arg(number(done->rowsLookedAt))));
    }

    //! The first lines of a long list, and how many more there are.
    QStringList withRest(const QStringList &all) const
    {
        QStringList lines;
        for (const QString &line : all.first(std::min(all.size(), mostLines)))
            lines.append(text(line));
        if (all.size() > lines.size())
            lines.append(plain(tr("and %1 more").arg(number(all.size() - lines.size()))));
        return lines;
    }

    void leftOut()
    {
        const std::vector<ReasonCount> reasons = reasonsOf(m_receipt.leftOut);
        if (reasons.empty())
            return;
        heading(tr("Rows that were not to be sent"));
        startGrid({{tr("Why"), 56}, {tr("How many"), 12}, {tr("Rows in the sheet"), 32}});
        const std::size_t shown = std::min(reasons.size(), static_cast<std::size_t>(mostLines));
        for (std::size_t i = 0; i < shown; ++i) {
            const ReasonCount &one = reasons[i];
            const QString kind = one.folded ? tr("Folded: %1").arg(one.reason) : one.reason;
            row({text(kind), number(static_cast<qint64>(one.rows.size())), rowsText(one.rows)});
        }
        endGrid();
        if (reasons.size() > shown) {
            paragraph(plain(tr("Further reasons, each of no more rows: %1. The export of the run lists every row.")
                                .arg(number(static_cast<qint64>(reasons.size() - shown)))));
        }
    }

    //! Rows as ranges, with a place to break the line after each.
    static QString rowsText(const std::vector<std::uint32_t> &rows)
    {
        constexpr std::size_t mostRows = 2000;
        const std::vector<std::uint32_t> shown(
            rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), mostRows)));
        QString ranges = base::toRowRanges(shown).replace(u","_s, u", "_s);
        if (rows.size() > mostRows)
            ranges += u" …"_s;
        return plain(ranges);
    }

    void chunks()
    {
        heading(tr("Chunks and attempts"));
        startGrid({{tr("Chunk"), 10}, {tr("Rows in the sheet"), 14}, {tr("People"), 10}, {tr("State"), 12},
            {tr("Attempt"), 18}, {tr("What came of it"), 36}});
        for (const ReceiptChunk &one : m_receipt.chunks) {
            const ChunkRecord &chunk = one.chunk;
            const QString name = chunk.replaces ? tr("%1 (for %2)").arg(number(chunk.number), number(*chunk.replaces))
                                                : number(chunk.number);
            QStringList first{plain(name), rowsText(chunk.rows), number(chunk.count()), plain(stateName(chunk.state))};
            if (one.attempts.empty())
                row(first + QStringList{u"–"_s, plain(tr("It was not tried."))});
            int tries = 0;
            for (const AttemptRecord &attempt : one.attempts) {
                const QString when = u"%1. %2"_s.arg(number(++tries), time(attempt.intendedAt));
                row(first + QStringList{when, whatCame(attempt)});
                first = {u"&nbsp;"_s, u"&nbsp;"_s, u"&nbsp;"_s, u"&nbsp;"_s};
            }
        }
        endGrid();
    }

    QString whatCame(const AttemptRecord &attempt) const
    {
        QStringList lines{u"<b>%1</b>"_s.arg(plain(outcomeName(attempt)))};
        if (attempt.result && !attempt.result->message.isEmpty())
            lines.append(text(attempt.result->message));
        // Most sentences quote the service already.
        if (attempt.result && !attempt.result->message.contains(attempt.result->serverText))
            lines.append(text(tr("The service said: %1").arg(attempt.result->serverText)));
        lines.append(u"<span class=\"quiet\">%1</span>"_s.arg(plain(attemptFacts(attempt, m_receipt.zone))));
        return lines.join(u"<br>"_s);
    }

    int numberOf(ChunkId id) const
    {
        for (const ReceiptChunk &one : m_receipt.chunks) {
            if (one.chunk.id == id)
                return one.chunk.number;
        }
        return 0;
    }

    void unknowns()
    {
        const auto isUnknown = [](const ReceiptChunk &one) {
            return one.chunk.state == ChunkState::Unknown || one.chunk.state == ChunkState::Sending;
        };
        const auto isNeverLearned
            = [this](const ReceiptChunk &one) { return hasTryNeverLearned(one, m_receipt.settlements); };
        const bool anyNeverLearned = std::any_of(m_receipt.chunks.begin(), m_receipt.chunks.end(), isNeverLearned);
        const bool anyOpen = std::any_of(m_receipt.chunks.begin(), m_receipt.chunks.end(), isUnknown);
        heading(tr("Unknown outcomes and how each was settled"));
        if (m_receipt.settlements.empty() && !anyOpen && !anyNeverLearned) {
            paragraph(plain(tr("There were none.")));
            return;
        }
        if (!m_receipt.settlements.empty()) {
            startGrid({{tr("Chunk"), 10}, {tr("When"), 19}, {tr("By whom"), 14}, {tr("People"), 19},
                {tr("What they were shown, and what they said"), 38}});
            for (const SettlementRecord &record : m_receipt.settlements) {
                QStringList words;
                if (!record.settlement.sentence.isEmpty())
                    words.append(text(tr("Shown: “%1”").arg(record.settlement.sentence)));
                if (!record.settlement.note.isEmpty())
                    words.append(text(tr("Note: “%1”").arg(record.settlement.note)));
                row({number(numberOf(record.chunk)), time(record.at), plain(settledBy(record.settlement)),
                    plain(settledPeople(record.settlement)), words.join(u"<br>"_s)});
            }
            endGrid();
        }
        looks();
        for (const ReceiptChunk &one : m_receipt.chunks) {
            if (isNeverLearned(one)) {
                paragraph(plain(tr("Chunk %1: what an earlier try did was never learned, and it was sent again.")
                                    .arg(number(one.chunk.number))));
            }
            if (isUnknown(one)) {
                paragraph(
                    u"<b>%1</b>"_s.arg(plain(tr("Chunk %1 is still unknown. People who may or may not be queued: %2.")
                                                 .arg(number(one.chunk.number), number(one.chunk.openCount())))));
            }
        }
    }

    //! What the service was asked, as the evidence behind a settlement.
    void looks()
    {
        QStringList lines;
        for (const ReceiptChunk &one : m_receipt.chunks) {
            for (const LookUp &look : one.looks) {
                lines.append(
                    text(tr("%1: the service was asked about chunk %2 (%3): %4 there, %5 not there, %6 "
                            "undecided.")
                             .arg(receiptTime(look.ownTime, m_receipt.zone), number(one.chunk.number), look.asked,
                                 number(look.count(RowVerdict::Present)), number(look.count(RowVerdict::Absent)),
                                 number(look.count(RowVerdict::Undecided)))));
            }
        }
        if (!lines.isEmpty())
            m_body += u"<ul><li>%1</li></ul>\n"_s.arg(lines.join(u"</li>\n<li>"_s));
    }

    void people()
    {
        if (!m_receipt.people)
            return;
        heading(tr("People"));
        startGrid({{tr("Row in the sheet"), 30}, {tr("Phone number"), 40}, {tr("State"), 30}});
        for (const ReceiptPerson &person : *m_receipt.people)
            row({number(person.row), plain(person.number), plain(rowStateName(person.state))});
        endGrid();
    }

    const Receipt &m_receipt;
    QString m_body;
};

} // namespace

Result<QString> receiptHtml(const Receipt &receipt)
{
    const Ledger &ledger = receipt.run.ledger;
    std::vector<ChunkRecord> chunks;
    for (const ReceiptChunk &one : receipt.chunks)
        chunks.push_back(one.chunk);
    // The sum is made again from what the receipt itself shows, row by row and not from what somebody counted.
    const auto listed = std::count_if(
        receipt.leftOut.begin(), receipt.leftOut.end(), [](const LeftOutRow &row) { return !row.folded; });
    const bool isListed
        = listed == ledger.leftOut && static_cast<qint64>(receipt.leftOut.size()) == ledger.leftOut + ledger.folded;
    if (!ledger.addsUp() || !isListed || ledgerOf(receipt.run.head, chunks) != ledger) {
        return Error{ErrorKind::Storage,
            QCoreApplication::translate("receipt",
                "The rows of run %1 do not add up, so a receipt of it would prove nothing. Export the run and ask for "
                "help.")
                .arg(receipt.run.head.id),
            {}};
    }
    return Page(receipt).html();
}

} // namespace callsheet::runs
