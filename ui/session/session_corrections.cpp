#include "ui/session/session.h"

#include "core/base/background.h"
#include "ui/common/when_done.h"

#include <QDir>
#include <QFileInfo>

#include <memory>

// Rows that are written out to be mended elsewhere, and come back.

namespace callsheet::ui {

namespace {

struct CorrectedFile {
    bool isCorrected = false; // false: it holds no rows of this sheet
    check::Corrections corrections; // none where the sheet is not checked
};

base::Result<CorrectedFile> correctionsIn(const QString &path, const RowsNow &now)
{
    // The beginning tells whether it is such a file; a large one of another kind is not read twice for nothing. One
    // that cannot be read is none: whoever opens it says why.
    const auto beginning = sheet::openBeginning(path, {}, {});
    if (!beginning || !check::isCorrected(*beginning->table, *now.source))
        return CorrectedFile{};
    if (!now.report)
        return CorrectedFile{true, {}};
    const auto corrected = sheet::openSheet(path, {}, nullptr, {});
    if (!corrected)
        return corrected.error();
    return CorrectedFile{true, check::readCorrections(*corrected->table, now.input, *now.source)};
}

base::Result<void> writeChosenRows(const RowsNow &now, const std::vector<sheet::RowIndex> &rows, const QString &path)
{
    return check::writeRows(now.input, *now.source, *now.report, rows, path);
}

} // namespace

void Session::exportRows(const std::vector<sheet::RowIndex> &rows, const QString &path)
{
    afterEdit([this, rows, path] { writeChosen(rows, path); });
}

void Session::writeChosen(const std::vector<sheet::RowIndex> &rows, const QString &path)
{
    if (!m_report)
        return;
    const RowsNow now{checkInput(), m_document->table, m_report};
    const auto future = base::inBackground(&writeChosenRows, now, rows, path);
    whenDone(future, this, [this, path, count = static_cast<int>(rows.size())](const base::Result<void> &written) {
        if (written)
            Q_EMIT done(Step::Check,
                tr("%Ln row(s) were written to %1. Mend them there and drop the file on this window: the changes are "
                   "shown before they are taken over.",
                    nullptr, count)
                    .arg(QDir::toNativeSeparators(path)));
        else
            Q_EMIT failed(Step::Check, written.error());
    });
}

void Session::readCorrected(const QString &path)
{
    afterEdit([this, path] { lookForCorrections(path); });
}

void Session::lookForCorrections(const QString &path)
{
    const RowsNow now{checkInput(), source(), m_report};
    if (!now.source || !now.input.table) {
        Q_EMIT noCorrections(path);
        return;
    }
    const int generation = m_editGeneration;
    whenDone(base::inBackground(&correctionsIn, path, now), this,
        [this, path, generation, sheet = m_document->source.path](const base::Result<CorrectedFile> &file) {
            if (!m_document || m_document->source.path != sheet)
                return; // another sheet was opened since: its rows are not in question
            if (file && !file->isCorrected)
                Q_EMIT noCorrections(path);
            else if (!file)
                Q_EMIT failed(Step::Check, file.error());
            else if (m_editing || generation != m_editGeneration)
                readCorrected(path); // what it was compared with has changed
            else if (!m_report)
                Q_EMIT failed(Step::Check,
                    {base::ErrorKind::Conflict,
                        tr("“%1” holds rows of this sheet. Check the rows first, then drop it on this window again.")
                            .arg(QFileInfo(path).fileName()),
                        {}});
            else
                Q_EMIT correctionsFound(path, file->corrections);
        });
}

void Session::takeCorrections(const check::Corrections &corrections)
{
    const auto changes = std::make_shared<const std::vector<check::CellChange>>(corrections.changes);
    const auto change = [source = source(), changes](const RowsNow &now) {
        EditedRows edited{now.input.edits};
        if (now.source != source)
            return edited;
        for (const check::CellChange &cell : *changes)
            check::changeCell(*source, cell.row, cell.column, cell.after, edited.edits);
        return edited;
    };
    const QString name = tr("Take Over %Ln Corrected Row(s)", nullptr, static_cast<int>(corrections.rows));
    edit(corrections.changes.size(), change,
        [name](check::EditHistory &history, const EditedRows &edited) { history.add(edited.edits, name); });
}

} // namespace callsheet::ui
