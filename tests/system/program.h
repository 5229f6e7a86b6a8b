#pragma once

#include "tests/support/temporary_file.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

#include <gtest/gtest.h>

#include <csignal>
#include <sys/resource.h>

namespace callsheet::test {

using namespace Qt::StringLiterals;

inline QString sampleFile(const QString &name)
{
    return QStringLiteral(CALLSHEET_SOURCE_DIR "/resources/samples/") + name;
}

//! What a program said and how it ended.
struct Ended {
    int exitCode = -1;
    QByteArray output;
    QString errors;

    QJsonObject json() const { return QJsonDocument::fromJson(output).object(); }
    QList<QJsonObject> jsonLines() const
    {
        QList<QJsonObject> lines;
        for (const QByteArray &line : output.split('\n')) {
            if (!line.trimmed().isEmpty())
                lines.append(QJsonDocument::fromJson(line).object());
        }
        return lines;
    }
    QJsonObject ledger() const
    {
        return jsonLines().isEmpty() ? QJsonObject() : jsonLines().last().value(u"ledger"_s).toObject();
    }
};

//! callsheet-cli as a process of its own.
class Program {
public:
    static constexpr int limit = 60'000; // ms; a program that hangs fails its test

    explicit Program(const QStringList &arguments)
    {
        m_process.start(QStringLiteral(CALLSHEET_BIN_DIR "/callsheet-cli"), arguments);
        EXPECT_TRUE(m_process.waitForStarted(limit)) << m_process.errorString().toStdString();
    }
    ~Program()
    {
        m_process.kill();
        m_process.waitForFinished(limit);
    }
    static Ended run(const QStringList &arguments) { return Program(arguments).wait(); }
    //! Through a shell, for what only a shell can set up; "$@" are the program and its arguments.
    static Ended runInShell(const QString &script, const QStringList &arguments)
    {
        QProcess process;
        process.start(u"bash"_s,
            QStringList{u"-c"_s, script, u"bash"_s, QStringLiteral(CALLSHEET_BIN_DIR "/callsheet-cli")} + arguments);
        EXPECT_TRUE(process.waitForFinished(limit));
        return {process.exitCode(), process.readAllStandardOutput(), QString::fromUtf8(process.readAllStandardError())};
    }

    Ended wait()
    {
        m_process.closeWriteChannel();
        EXPECT_TRUE(!isRunning() || m_process.waitForFinished(limit)) << "still running";
        return {m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1,
            m_output + m_process.readAllStandardOutput(), QString::fromUtf8(m_process.readAllStandardError())};
    }
    //! The next line of its output, complete; empty when none came.
    QByteArray nextLine()
    {
        QElapsedTimer elapsed;
        elapsed.start();
        while (!m_process.canReadLine() && elapsed.elapsed() < limit && m_process.state() != QProcess::NotRunning)
            m_process.waitForReadyRead(100);
        return m_process.readLine().trimmed();
    }
    QJsonObject nextJson() { return QJsonDocument::fromJson(nextLine()).object(); }
    void killAtOnce()
    {
        m_process.kill(); // SIGKILL: it gets no chance to tidy up
        EXPECT_TRUE(m_process.waitForFinished(limit));
    }
    //! As on a full disk: no file may grow beyond so many bytes from now on.
    void limitFileSize(rlim_t bytes)
    {
        const rlimit most{bytes, bytes};
        EXPECT_EQ(::prlimit(static_cast<pid_t>(m_process.processId()), RLIMIT_FSIZE, &most, nullptr), 0);
    }
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    void interrupt() { ::kill(static_cast<pid_t>(m_process.processId()), SIGINT); }

private:
    QProcess m_process;
    QByteArray m_output;
};

//! A practice service in a process of its own, with its key in a file.
class Service {
public:
    Service(const TemporaryFolder &folder, const QByteArray &faults = {}, const QStringList &more = {})
        : m_log(folder.path(u"arrivals.jsonl"_s))
        , m_program(arguments(folder, faults) + more)
    {
        const QJsonObject announced = m_program.nextJson();
        m_url = announced.value(u"url"_s).toString();
        const QJsonObject workspace = announced.value(u"workspaces"_s)[0].toObject();
        m_keyFile = folder.write(u"key"_s, workspace.value(u"apiKey"_s).toString().toUtf8() + '\n');
        m_bearerFile = folder.write(u"bearer"_s, workspace.value(u"bearer"_s).toString().toUtf8() + '\n');
        m_batch = workspace.value(u"batches"_s)[0].toString();
        m_user = workspace.value(u"userId"_s).toString();
        EXPECT_FALSE(m_url.isEmpty());
        EXPECT_FALSE(m_batch.isEmpty());
    }

    QString url() const { return m_url; }
    QString keyFile() const { return m_keyFile; }
    QString bearerFile() const { return m_bearerFile; }
    QString batch() const { return m_batch; }
    QString user() const { return m_user; }
    QStringList target() const { return {u"--url"_s, m_url, u"--key-file"_s, m_keyFile, u"--batch"_s, m_batch}; }
    //! Requests to add calls that arrived, as the service's own log has them.
    QList<QJsonObject> arrivals() const
    {
        QFile file(m_log);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        QList<QJsonObject> found;
        for (const QByteArray &line : file.readAll().split('\n')) {
            const QJsonObject arrival = QJsonDocument::fromJson(line).object();
            if (arrival.value(u"path"_s).toString().contains(u"addCallsToBatch"_s))
                found.append(arrival);
        }
        return found;
    }

private:
    QStringList arguments(const TemporaryFolder &folder, const QByteArray &faults) const
    {
        QStringList words = {u"practice"_s, u"--log"_s, m_log};
        if (!faults.isEmpty())
            words += {u"--faults"_s, folder.write(u"faults.json"_s, faults)};
        return words;
    }

    QString m_log;
    Program m_program;
    QString m_url;
    QString m_keyFile;
    QString m_bearerFile;
    QString m_batch;
    QString m_user;
};

//! `people` good rows with numbers of their own, and the variable set that fits them.
struct Contacts {
    QString sheet;
    QString variables;

    Contacts(const TemporaryFolder &folder, int people)
    {
        QByteArray csv = "phone,name\n";
        for (int i = 0; i < people; ++i)
            csv += "+447" + QByteArray::number(400'000'000 + i) + ",Person " + QByteArray::number(i) + '\n';
        sheet = folder.write(u"contacts.csv"_s, csv);
        variables = folder.write(u"set.json"_s,
            R"({"name":"Test","variables":[{"key":"phoneNumber","label":"Phone","required":true,"type":"phone","aliases":["phone"]},
                {"key":"name","label":"Name","required":true,"type":"text"}]})");
    }
    QStringList send(const Service &service, const QString &profile) const
    {
        return QStringList{
                   u"send"_s, sheet, u"--variables"_s, variables, u"--profile"_s, profile, u"--yes"_s, u"--json"_s}
        + service.target();
    }
};

} // namespace callsheet::test
