#pragma once

#include "core/base/profile.h"
#include "core/check/draft.h"

#include <QFuture>
#include <QThreadPool>

#include <memory>
#include <optional>

namespace callsheet::ui {

//! Unfinished work as files of the profile, one a sheet, readable by its owner alone; the oldest go when there are
//! several. Everything happens in the background, in the order of the calls.
class Drafts final {
public:
    explicit Drafts(const base::Profile &profile);

    //! `draft` without its edits, which are put in there. What is not worth keeping takes the sheet's file away.
    void keep(const check::Draft &draft, const check::Edits &edits, std::shared_ptr<const sheet::Table> source);
    void forget(const QString &sheet);

    //! A file that cannot be read counts as none.
    QFuture<std::optional<check::Draft>> of(const QString &sheet);
    //! The last one that was kept of a sheet which is still there.
    QFuture<std::optional<check::Draft>> latest();

private:
    QString m_folder;
    QThreadPool m_thread; // one, so that nothing overtakes; it is waited for before this goes
};

} // namespace callsheet::ui
