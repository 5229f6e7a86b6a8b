#include "ui/session/run_papers.h"

#include "core/base/atomic_file.h"
#include "core/base/background.h"
#include "core/runs/receipt.h"
#include "core/send/load_receipt.h"
#include "ui/common/numbers.h"
#include "ui/common/when_done.h"
#include "ui/runs/receipt_pdf.h"

#include <QDir>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

// Of so many people a PDF would have some 200 pages, and making it would take minutes.
constexpr std::size_t mostPeopleInPdf = 10'000;

base::Result<void> writePaper(const runs::Receipt &receipt, const QString &path)
{
    const bool isPdf = path.endsWith(".pdf"_L1, Qt::CaseInsensitive);
    if (isPdf && receipt.people && receipt.people->size() > mostPeopleInPdf) {
        return base::Error{base::ErrorKind::InvalidInput,
            RunPapers::tr("A PDF with the numbers of %Ln people would be too long. Save the receipt as a web page, or "
                          "without numbers.",
                nullptr, static_cast<int>(receipt.people->size())),
            {}};
    }
    const auto html = runs::receiptHtml(receipt);
    if (!html)
        return html.error();
    if (isPdf)
        return writeReceiptPdf(*html, RunPapers::tr("Receipt: %1").arg(receipt.run.head.name), path);
    return base::writeFileAtomically(path, html->toUtf8());
}

} // namespace

RunPapers::RunPapers(const Services &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
}

void RunPapers::writeReceipt(const runs::RunHead &head, bool withNumbers, const QString &path)
{
    const QString shownPath = QDir::toNativeSeparators(path);
    const auto loaded = send::loadReceipt(
        *m_services.journal, head.id, withNumbers, m_services.clock->now(), QTimeZone::systemTimeZone());
    whenDone(loaded, this, [this, path, shownPath](const base::Result<runs::Receipt> &receipt) {
        if (!receipt) {
            Q_EMIT failed(Step::Runs, receipt.error());
            return;
        }
        whenDone(base::inBackground(&writePaper, *receipt, path), this,
            [this, shownPath](const base::Result<void> &written) {
                if (written)
                    Q_EMIT done(Step::Runs, tr("The receipt was written to %1.").arg(shownPath));
                else
                    Q_EMIT failed(Step::Runs, written.error());
            });
    });
}

void RunPapers::exportPeople(runs::RunId run, const send::PeopleChoice &choice, const QString &path)
{
    whenDone(send::exportPeople(*m_services.journal, run, choice, path), this,
        [this, shownPath = QDir::toNativeSeparators(path)](const base::Result<qint64> &rows) {
            if (rows)
                Q_EMIT done(
                    Step::Runs, tr("%Ln row(s) were written to %1.", nullptr, static_cast<int>(*rows)).arg(shownPath));
            else
                Q_EMIT failed(Step::Runs, rows.error());
        });
}

} // namespace callsheet::ui
