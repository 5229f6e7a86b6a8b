#include "core/sheet/mapped_file.h"

#include "core/sheet/errors.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <new>

#include <sys/mman.h>
#include <unistd.h>

namespace callsheet::sheet {

namespace {

// The mappings that the signal handler may repair. A fixed table of atomics: a handler can take no lock and no memory.
struct GuardedRange {
    std::atomic<std::uintptr_t> begin = 0; // 0: free
    std::atomic<std::uintptr_t> end = 0;
    std::atomic<bool> taken = false;
    std::atomic<bool> cut = false;
};
constexpr std::size_t mostMappings = 64;
std::array<GuardedRange, mostMappings> guardedRanges;
struct sigaction previousAction = {};

// Puts zeros under the address when it lies in one of our mappings.
bool repair(std::uintptr_t address)
{
    for (GuardedRange &range : guardedRanges) {
        const std::uintptr_t begin = range.begin.load(std::memory_order_acquire);
        const std::uintptr_t end = range.end.load(std::memory_order_acquire);
        if (begin == 0 || address < begin || address >= end)
            continue;
        // From the first missing page to the end of the mapping: what follows the cut is gone as well, and one fault a
        // page would take minutes for a large file.
        const auto pageSize = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
        const std::uintptr_t page = address & ~(pageSize - 1);
        range.cut.store(true, std::memory_order_release);
        return ::mmap(reinterpret_cast<void *>(page), end - page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED,
                   -1, 0)
            != MAP_FAILED;
    }
    return false;
}

void onBusError(int signal, siginfo_t *info, void *context)
{
    const int savedErrno = errno;
    const bool repaired = info->si_code > 0 && repair(reinterpret_cast<std::uintptr_t>(info->si_addr));
    errno = savedErrno;
    if (repaired)
        return;
    if ((previousAction.sa_flags & SA_SIGINFO) != 0) {
        previousAction.sa_sigaction(signal, info, context);
        return;
    }
    // Giving the signal back: a fault comes again as soon as the instruction is repeated, a sent signal has to be sent
    // again.
    ::sigaction(SIGBUS, &previousAction, nullptr);
    if (info->si_code <= 0)
        ::raise(signal);
}

void installHandler()
{
    static std::once_flag once;
    std::call_once(once, [] {
        struct sigaction action = {};
        action.sa_sigaction = onBusError;
        action.sa_flags = SA_SIGINFO | SA_ONSTACK;
        ::sigemptyset(&action.sa_mask);
        ::sigaction(SIGBUS, &action, &previousAction);
    });
}

int guard(std::uintptr_t begin, std::size_t size)
{
    installHandler();
    for (std::size_t i = 0; i < guardedRanges.size(); ++i) {
        GuardedRange &range = guardedRanges[i];
        if (range.taken.exchange(true))
            continue;
        range.cut = false;
        range.end = begin + size;
        range.begin = begin;
        return static_cast<int>(i);
    }
    return -1;
}

void release(int slot)
{
    GuardedRange &range = guardedRanges[static_cast<std::size_t>(slot)];
    range.begin = 0;
    range.end = 0;
    range.taken = false;
}

base::Error cannotRead(const InputFile &file, int error)
{
    const QString reason = QString::fromLocal8Bit(std::strerror(error));
    return unreadable(QCoreApplication::translate(
                          "sheet", "“%1” could not be read: %2. Copy the file to this computer and open that.")
                          .arg(shownName(file.source().path), reason),
        reason);
}

} // namespace

base::Result<std::shared_ptr<const MappedFile>> MappedFile::map(const InputFile &file, std::size_t most)
{
    std::shared_ptr<MappedFile> mapped(new MappedFile);
    mapped->m_size = std::min(most, static_cast<std::size_t>(file.source().size));
    void *address = ::mmap(nullptr, mapped->m_size, PROT_READ, MAP_PRIVATE, file.descriptor(), 0);
    if (address != MAP_FAILED) {
        mapped->m_slot = guard(reinterpret_cast<std::uintptr_t>(address), mapped->m_size);
        if (mapped->m_slot >= 0) {
            mapped->m_data = static_cast<char *>(address);
            return std::shared_ptr<const MappedFile>(std::move(mapped));
        }
        ::munmap(address, mapped->m_size);
    }
    mapped->m_data = new (std::nothrow) char[mapped->m_size];
    if (mapped->m_data == nullptr)
        return cannotRead(file, ENOMEM);
    for (std::size_t done = 0; done < mapped->m_size;) {
        const ssize_t count
            = ::pread(file.descriptor(), mapped->m_data + done, mapped->m_size - done, static_cast<off_t>(done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return cannotRead(file, count < 0 ? errno : EIO);
        done += static_cast<std::size_t>(count);
    }
    return std::shared_ptr<const MappedFile>(std::move(mapped));
}

MappedFile::~MappedFile()
{
    if (m_slot >= 0) {
        release(m_slot); // first: what is mapped to this address afterwards is not ours to repair
        ::munmap(m_data, m_size);
    } else {
        delete[] m_data;
    }
}

bool MappedFile::wasCut() const
{
    return m_slot >= 0 && guardedRanges[static_cast<std::size_t>(m_slot)].cut.load(std::memory_order_acquire);
}

} // namespace callsheet::sheet
