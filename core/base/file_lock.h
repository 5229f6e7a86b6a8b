#pragma once

#include "core/base/result.h"

#include <memory>

namespace callsheet::base {

//! A file that one owner at a time holds, among all processes of this computer. The kernel frees it with the owner's
//! end, at whatever moment that comes. (QLockFile writes its owner into the file a moment after it has made it: who is
//! killed in between leaves a lock without an owner, which nobody may free. Kills at random moments met that.)
class FileLock final {
public:
    //! Makes the file where it is missing; it stays there, as removing it could free somebody else's lock.
    //! Errors: Conflict (somebody holds it), Storage (it cannot be made, or the file system knows no locks); without a
    //! message, which only the caller can word.
    static Result<std::unique_ptr<FileLock>> take(const QString &path);
    ~FileLock();
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;

private:
    explicit FileLock(int descriptor);

    int m_descriptor;
};

} // namespace callsheet::base
