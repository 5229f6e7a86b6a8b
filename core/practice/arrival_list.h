#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <deque>

namespace callsheet::practice {

//! One request that reached the service, however it ended: counted when its header has come. A connection that the
//! fault plan refuses brings none; a header that cannot be read is one without method and path.
struct Arrival {
    int number = 0; // from 1
    int connection = 0; // by the order of coming, from 1
    QDateTime at; // when the header had come
    qint64 firstByte = 0; // its place among the bytes of the connection, from 0
    qint64 bytes = 0; // of head and body, as far as they were read
    QString method;
    QString path; // of CONNECT: host and port
    qint64 bodyBytes = 0; // as far as they were read
    bool bodyWhole = false; // the request was read to its end
    QByteArray bodySha256; // hex, of the body as far as it was read; empty where it was cut before its first byte
    int records = -1; // of addCallsToBatch, -1 elsewhere
    bool applied = false; // the store was changed
    int status = 0; // what was answered; 0: nothing
    QString fault; // the fault that was played, if any
};

//! Of all arrivals since the start, those that are no longer listed included.
struct ArrivalTotals {
    qint64 arrivals = 0;
    qint64 applied = 0;
    qint64 records = 0; // of applied requests
    qint64 bodyBytes = 0;
};

//! The newest arrivals; older ones live on in the totals only, so that a long rehearsal does not fill the memory.
class ArrivalList {
public:
    static constexpr std::size_t kept = 10'000;

    Arrival &add(const QString &method, const QString &path);
    //! Of one that is no longer listed: a place to write to that nobody reads.
    Arrival &at(int number);
    //! It is over, and counts.
    void close(int number);
    QList<Arrival> newest() const { return {m_arrivals.begin(), m_arrivals.end()}; }
    ArrivalTotals totals() const { return m_totals; }

private:
    std::deque<Arrival> m_arrivals;
    Arrival m_forgotten;
    ArrivalTotals m_totals;
};

} // namespace callsheet::practice
