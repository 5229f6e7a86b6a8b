#include "ui/session/pasting.h"

#include "core/base/background.h"
#include "core/base/clock.h"
#include "core/base/profile.h"
#include "ui/common/prompts.h"
#include "ui/common/when_done.h"
#include "ui/session/local_file.h"

#include <QMimeData>
#include <QWidget>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

Pasting::Pasting(const base::Profile &profile, const base::Clock &clock, Prompts &prompts, QWidget *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_prompts(prompts)
    , m_window(parent)
    , m_folder{profile.pastedFolder(), {}}
{
}

Pasting::~Pasting()
{
    m_stop.request_stop();
}

void Pasting::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    Q_EMIT stateChanged();
}

void Pasting::fail(const base::Error &error)
{
    setBusy(false);
    if (error.kind != base::ErrorKind::Cancelled)
        Q_EMIT failed(Step::File, error);
}

void Pasting::paste(const QMimeData *content, const QStringList &inUse)
{
    if (m_isBusy || !content)
        return;
    if (content->hasUrls()) { // files that were copied in a file manager
        const auto file = localFile(content->urls());
        if (file)
            Q_EMIT fileReady(*file);
        else
            Q_EMIT failed(Step::File, file.error());
        return;
    }
    m_folder.inUse = inUse;
    setBusy(true);
    // The bytes as they are: nothing of them is turned into text in the window's own thread.
    const sheet::Clipboard clipboard{content->data(u"text/html"_s), content->data(u"text/plain"_s)};
    whenDone(base::inBackground(&sheet::readClipboard, clipboard, m_stop.get_token()), this,
        [this](const base::Result<sheet::Pasted> &pasted) {
            if (pasted)
                askAboutHidden(*pasted);
            else
                fail(pasted.error());
        });
}

void Pasting::askAboutHidden(const sheet::Pasted &pasted)
{
    const auto hidden = pasted.rows ? static_cast<int>(pasted.rows->hiddenRows()) : 0;
    if (hidden == 0) {
        askAboutMerged(pasted, {});
        return;
    }
    const Choice question{tr("Hidden rows were copied"),
        tr("%Ln of the copied row(s) are hidden in the program that they come from. Are they to be read?", nullptr,
            hidden),
        {}, {tr("Read the hidden rows"), tr("Leave them out")}};
    m_prompts.choose(m_window, question, [this, pasted](std::optional<int> chosen) {
        if (chosen)
            askAboutMerged(pasted, {*chosen == 0, false});
        else
            setBusy(false);
    });
}

void Pasting::askAboutMerged(const sheet::Pasted &pasted, const sheet::PastedRows::Answers &answers)
{
    const auto merged = pasted.rows ? static_cast<int>(pasted.rows->mergedCells()) : 0;
    if (merged == 0) {
        save(pasted, answers);
        return;
    }
    const Choice question{tr("Merged cells were copied"),
        tr("%Ln of the copied cell(s) reach over several rows. Does their text belong to each of these rows, or to the "
           "first only?",
            nullptr, merged),
        {}, {tr("To each row"), tr("To the first row only")}};
    m_prompts.choose(m_window, question, [this, pasted, answers](std::optional<int> chosen) {
        if (chosen)
            save(pasted, {answers.hiddenRows, *chosen == 0});
        else
            setBusy(false);
    });
}

void Pasting::save(const sheet::Pasted &pasted, const sheet::PastedRows::Answers &answers)
{
    const auto saved = base::inBackground(&sheet::savePasted, pasted, answers, m_folder, m_clock.now().toLocalTime());
    whenDone(saved, this, [this](const base::Result<QString> &path) {
        if (!path) {
            fail(path.error());
            return;
        }
        setBusy(false);
        Q_EMIT fileReady(*path);
    });
}

} // namespace callsheet::ui
