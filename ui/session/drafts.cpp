#include "ui/session/drafts.h"

#include "core/base/atomic_file.h"
#include "core/base/logging.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QtConcurrent>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostDrafts = 5;
constexpr int mostDays = 30; // people's data that nobody came back to

//! Named so that it tells nobody which file it is about.
QString placeOf(const QString &folder, const QString &sheet)
{
    const QByteArray name = QCryptographicHash::hash(sheet.toUtf8(), QCryptographicHash::Sha256).toHex().left(32);
    return QDir(folder).filePath(QString::fromLatin1(name) + u".draft"_s);
}

QFileInfoList newestFirst(const QString &folder)
{
    return QDir(folder).entryInfoList({u"*.draft"_s}, QDir::Files, QDir::Time);
}

std::optional<check::Draft> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto draft = check::draftFrom(file.readAll());
    if (!draft)
        qCInfo(lcUi) << "a draft was not read:" << draft.error().message;
    return draft ? std::optional(*draft) : std::nullopt;
}

void remove(const QString &path)
{
    if (!QFile::remove(path) && QFile::exists(path))
        qCWarning(lcUi) << "a draft could not be deleted";
}

void tidyUp(const QString &folder)
{
    const QFileInfoList files = newestFirst(folder);
    const QDateTime oldest = QDateTime::currentDateTime().addDays(-mostDays);
    for (qsizetype i = 0; i < files.size(); ++i) {
        if (i >= mostDrafts || files[i].lastModified() < oldest)
            remove(files[i].absoluteFilePath());
    }
}

void write(
    const QString &folder, check::Draft draft, const check::Edits &edits, std::shared_ptr<const sheet::Table> source)
{
    check::putEdits(edits, *source, draft);
    const QString place = placeOf(folder, draft.path);
    if (!draft.isWorthKeeping()) {
        remove(place);
        return;
    }
    if (!QDir().mkpath(folder)
        || !QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner)) {
        qCWarning(lcUi) << "the folder of drafts could not be made";
        return;
    }
    if (const auto written = base::writeFileAtomically(place, check::toBytes(draft)); !written)
        qCWarning(lcUi) << "a draft was not written:" << written.error().detail;
    tidyUp(folder);
}

std::optional<check::Draft> readLatest(const QString &folder)
{
    tidyUp(folder);
    for (const QFileInfo &file : newestFirst(folder)) {
        const auto draft = read(file.absoluteFilePath());
        if (draft && QFileInfo::exists(draft->path))
            return draft;
    }
    return std::nullopt;
}

} // namespace

Drafts::Drafts(const base::Profile &profile)
    : m_folder(profile.draftsFolder())
{
    m_thread.setMaxThreadCount(1);
}

void Drafts::keep(const check::Draft &draft, const check::Edits &edits, std::shared_ptr<const sheet::Table> source)
{
    auto written = QtConcurrent::run(&m_thread, &write, m_folder, draft, edits, std::move(source));
    Q_UNUSED(written)
}

void Drafts::forget(const QString &sheet)
{
    auto removed = QtConcurrent::run(&m_thread, &remove, placeOf(m_folder, sheet));
    Q_UNUSED(removed)
}

QFuture<std::optional<check::Draft>> Drafts::of(const QString &sheet)
{
    return QtConcurrent::run(&m_thread, &read, placeOf(m_folder, sheet));
}

QFuture<std::optional<check::Draft>> Drafts::latest()
{
    return QtConcurrent::run(&m_thread, &readLatest, m_folder);
}

} // namespace callsheet::ui
