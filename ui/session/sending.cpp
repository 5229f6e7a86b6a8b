#include "ui/session/sending.h"

#include "core/base/background.h"
#include "core/connection/connection_store.h"
#include "core/practice/practice_service.h"
#include "core/send/settle_unknown.h"
#include "core/sheet/open_sheet.h"
#include "ui/common/numbers.h"
#include "ui/common/when_done.h"
#include "ui/practice/practice_words.h"

#include <QCoroTask>
#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

// The batch of a practice service that announces none: 24 hex digits, as the real ones.
constexpr auto fallbackBatch = "5ca1150000000000000000a1"_L1;

base::Result<QList<connection::Connection>> loadConnections(const base::Profile &profile)
{
    return connection::ConnectionStore(profile).load();
}

base::Result<void> saveConnections(const base::Profile &profile, const QList<connection::Connection> &connections)
{
    return connection::ConnectionStore(profile).save(connections);
}

} // namespace

Sending::Sending(const Services &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
    reloadConnections();
}

Sending::~Sending()
{
    m_stopPlanning.request_stop();
    m_stopCheck.request_stop();
}

void Sending::reloadConnections()
{
    QList<connection::Connection> builtIn;
    if (m_services.practice) {
        connection::Connection practice = connection::practiceConnection();
        practice.baseUrl = m_services.practice->url();
        practice.batchId = practiceBatch();
        builtIn.append(practice);
    }
    m_connections = builtIn;
    whenDone(base::inBackground(&loadConnections, m_services.profile), this,
        [this, builtIn](const base::Result<QList<connection::Connection>> &loaded) {
            if (!loaded)
                Q_EMIT failed(Step::Send, loaded.error());
            else
                m_connections = builtIn + *loaded;
            Q_EMIT connectionsChanged();
        });
}

void Sending::saveConnection(const connection::Connection &changed, const connection::Secrets &secrets)
{
    bool replaced = false;
    for (connection::Connection &known : m_connections) {
        if (!known.practice && known.name == changed.name) {
            known = changed;
            replaced = true;
        }
    }
    if (!replaced)
        m_connections.append(changed);
    QList<connection::Connection> own;
    for (const connection::Connection &known : m_connections) {
        if (!known.practice)
            own.append(known);
    }
    whenDone(
        base::inBackground(&saveConnections, m_services.profile, own), this, [this](const base::Result<void> &saved) {
            if (!saved)
                Q_EMIT failed(Step::Send, saved.error());
        });
    Q_EMIT connectionsChanged();
    if (secrets.apiKey.isEmpty() && secrets.bearer.isEmpty())
        return;
    QCoro::connect(m_services.secrets->save(changed, secrets), this, [this, name = changed.name](bool kept) {
        Q_EMIT secretsKept(name);
        Q_EMIT done(Step::Send,
            kept ? tr("The key is kept in the keychain of this computer.")
                 : tr("This computer offers no keychain: the key is kept until Callsheet is closed, and asked for "
                      "again then."));
    });
}

QString Sending::practiceBatch() const
{
    if (m_services.practice) {
        const QList<practice::Workspace> workspaces = m_services.practice->workspaces();
        if (!workspaces.isEmpty() && !workspaces.first().batches.isEmpty())
            return workspaces.first().batches.first();
    }
    return fallbackBatch;
}

void Sending::lookForEarlierRuns(const QString &path)
{
    const int lookup = ++m_lookup;
    m_earlierRuns.clear();
    Q_EMIT earlierRunsChanged();
    whenDone(base::inBackground(&sheet::hashFile, path), this, [this, lookup](const base::Result<QString> &hash) {
        if (!hash || lookup != m_lookup)
            return;
        whenDone(m_services.journal->runsOfFile(*hash), this,
            [this, lookup](const base::Result<std::vector<runs::RunSummary>> &found) {
                if (!found || lookup != m_lookup)
                    return;
                m_earlierRuns = *found;
                Q_EMIT earlierRunsChanged();
            });
    });
}

void Sending::start(const send::RunInput &input)
{
    if (isBusy())
        return;
    m_target = input.connection;
    if (input.connection.practice) {
        // The practice agent asks for what the variable set says, so that practising shows what the real one would
        // refuse.
        QList<practice::AgentVariable> expected;
        for (const match::Variable &variable : input.check.variables.variables)
            expected.append(
                {variable.key, variable.required, practice::variableTypeNamed(match::typeName(variable.type))});
        m_services.practice->setAgentVariables(expected);
    } else {
        rememberBatch(input.connection, input.batchId);
    }
    m_stopPlanning = {};
    m_stopWanted = false;
    m_isPilot = input.limits.pilotRows > 0;
    setPreparing(true);
    whenDone(send::planRun(*m_services.journal, input, m_stopPlanning.get_token()), this,
        [this, input](const base::Result<runs::RunId> &planned) {
            if (!planned) {
                setPreparing(false);
                if (planned.error().kind != base::ErrorKind::Cancelled)
                    Q_EMIT failed(Step::Send, planned.error());
                return;
            }
            Q_EMIT this->planned(*planned);
            connection::Connection connection = input.connection;
            connection.batchId = input.batchId;
            withSecrets(connection, *planned, send::SendWhat::Waiting);
        });
}

void Sending::sendAgain(const runs::RunHead &head, send::SendWhat what)
{
    if (isBusy())
        return;
    const std::optional<connection::Connection> connection = connectionOf(head);
    if (!connection)
        return;
    m_target = *connection;
    m_stopWanted = false;
    m_isPilot = false;
    setPreparing(true);
    withSecrets(*connection, head.id, what);
}

// A run is bound to where it was planned for, and is never continued elsewhere.
std::optional<connection::Connection> Sending::connectionOf(const runs::RunHead &head)
{
    for (connection::Connection candidate : m_connections) {
        if (candidate.practice != head.practice || (!head.practice && candidate.name != head.connectionName))
            continue;
        if (!head.practice && connection::originOf(candidate.baseUrl) != connection::originOf(QUrl(head.baseUrl))) {
            Q_EMIT failed(Step::Runs,
                {base::ErrorKind::Conflict,
                    tr("The connection “%1” now leads to %2, but this run was planned for %3. Nothing was sent. Set "
                       "the address back to go on.")
                        .arg(candidate.name, connection::originOf(candidate.baseUrl),
                            connection::originOf(QUrl(head.baseUrl))),
                    {}});
            return {};
        }
        candidate.batchId = head.batchId;
        return candidate;
    }
    Q_EMIT failed(Step::Runs,
        {base::ErrorKind::InvalidInput,
            tr("There is no connection named “%1” any more. Nothing was sent. Add it again on the Send page to go on.")
                .arg(head.connectionName),
            {}});
    return {};
}

void Sending::rememberBatch(const connection::Connection &used, const QString &batchId)
{
    for (const connection::Connection &known : m_connections) {
        if (known.name == used.name && !known.practice && known.batchId != batchId) {
            connection::Connection changed = known;
            changed.batchId = batchId;
            saveConnection(changed, {});
            return;
        }
    }
}

void Sending::withSecrets(const connection::Connection &connection, runs::RunId runId, send::SendWhat what)
{
    if (connection.practice) {
        const QList<practice::Workspace> workspaces = m_services.practice->workspaces();
        if (workspaces.isEmpty() || !m_services.practice->ensureBatch(connection.batchId, tr("Practice batch"))) {
            setPreparing(false);
            Q_EMIT failed(Step::Send,
                {base::ErrorKind::Conflict,
                    tr("The practice batch %1 belongs to another workspace of the practice service. Choose another "
                       "batch.")
                        .arg(isolated(connection.batchId)),
                    {}});
            return;
        }
        connection::Secrets secrets;
        secrets.apiKey = base::Secret(workspaces.first().apiKey.toUtf8());
        secrets.bearer = base::Secret(workspaces.first().bearer.toUtf8());
        run(connection, secrets, runId, what);
        return;
    }
    QCoro::connect(m_services.secrets->load(connection), this,
        [this, connection, runId, what](const base::Result<connection::Secrets> &secrets) {
            if (secrets) {
                run(connection, *secrets, runId, what);
                return;
            }
            setPreparing(false);
            Q_EMIT failed(Step::Send, secrets.error());
        });
}

void Sending::run(const connection::Connection &connection, const connection::Secrets &secrets, runs::RunId runId,
    send::SendWhat what)
{
    const send::SendServices services{m_services.journal, m_services.transport, m_services.clock,
        [] { return QRandomGenerator::global()->generateDouble(); }};
    m_run = std::make_unique<send::SendRun>(services, m_settings, connection, secrets, runId);
    connect(m_run.get(), &send::SendRun::chunkChanged, this, [this](const runs::ChunkRecord &chunk) {
        m_waitingText.clear();
        m_waitUntil = {};
        m_lastChange = m_services.clock->now();
        if (chunk.state != runs::ChunkState::Sending && chunk.state != runs::ChunkState::Waiting)
            m_answeredAt.push_back(m_lastChange);
        Q_EMIT chunkChanged(chunk);
    });
    connect(m_run.get(), &send::SendRun::waiting, this,
        [this](const runs::ChunkRecord &chunk, std::chrono::milliseconds wait) {
            m_waitingText.clear();
            m_waitingChunk = chunk.number;
            m_waitUntil = m_services.clock->now().addMSecs(wait.count());
            Q_EMIT stateChanged();
        });
    connect(m_run.get(), &send::SendRun::looking, this,
        [this](const runs::ChunkRecord &chunk, std::chrono::milliseconds wait) { showLook(chunk, wait); });
    connect(m_run.get(), &send::SendRun::phaseChanged, this, [this] {
        m_waitingText.clear();
        m_waitUntil = {};
        Q_EMIT stateChanged();
    });
    m_lastChange = m_services.clock->now();
    m_answeredAt = {m_lastChange};
    m_waitUntil = {};
    if (m_stopWanted) {
        setPreparing(false);
        return;
    }
    m_run->start(what, std::exchange(m_isPilot, false) ? 1 : 0);
    setPreparing(false);
}

LookDoor Sending::lookDoor(const runs::RunHead &head, const runs::ChunkRecord &chunk) const
{
    const auto leadsThere = [&head](const connection::Connection &known) {
        if (head.practice || known.practice)
            return head.practice && known.practice;
        return known.name == head.connectionName && known.mode != connection::CredentialMode::ApiKey;
    };
    if (std::none_of(m_connections.begin(), m_connections.end(), leadsThere))
        return LookDoor::NoToken;
    return head.practice && m_services.practice->hasForgotten(chunk.lastTryAt) ? LookDoor::RehearsalOver
                                                                               : LookDoor::Open;
}

LookDoor Sending::lookDoor(const runs::RunDetails &run) const
{
    LookDoor door = LookDoor::Open;
    for (const runs::ChunkRecord &chunk : run.chunks) {
        if (chunk.state != runs::ChunkState::Unknown)
            continue;
        door = lookDoor(run.head, chunk);
        if (door == LookDoor::Open)
            break;
    }
    return door;
}

void Sending::check(const runs::RunHead &head, const runs::ChunkRecord &chunk)
{
    if (m_checkedRun != 0) {
        m_stopCheck.request_stop();
        return;
    }
    // Its batch is there again and empty: a look would call everybody absent who was queued in the rehearsal.
    if (lookDoor(head, chunk) == LookDoor::RehearsalOver) {
        Q_EMIT failed(Step::Runs, {base::ErrorKind::Conflict, rehearsalIsOver(), {}});
        return;
    }
    const std::optional<connection::Connection> connection = isBusy() ? std::nullopt : connectionOf(head);
    if (!connection)
        return;
    m_checkedRun = head.id;
    m_target = *connection;
    m_stopCheck = std::stop_source();
    showLook(chunk, std::chrono::milliseconds(0));
    if (connection->practice) {
        connection::Secrets secrets;
        secrets.bearer = base::Secret(m_services.practice->workspaces().first().bearer.toUtf8());
        lookUp(*connection, secrets, chunk);
        return;
    }
    QCoro::connect(m_services.secrets->load(*connection), this,
        [this, connection, chunk](const base::Result<connection::Secrets> &secrets) {
            if (secrets) {
                lookUp(*connection, *secrets, chunk);
                return;
            }
            endCheck();
            Q_EMIT failed(Step::Runs, secrets.error());
        });
}

void Sending::lookUp(
    const connection::Connection &connection, const connection::Secrets &secrets, const runs::ChunkRecord &chunk)
{
    const send::LookServices services{m_services.transport, m_services.clock, {}};
    const auto onWait = [self = QPointer(this), chunk](int, std::chrono::milliseconds wait) {
        if (self)
            self->showLook(chunk, wait);
    };
    QCoro::connect(send::settleUnknown(services, m_services.journal, send::lookTargetOf(connection, secrets), {},
                       chunk.run, chunk.id, onWait, m_stopCheck.get_token()),
        this, [this, run = chunk.run](const base::Result<send::SettleReport> &report) {
            Q_EMIT checked(run); // first: what is shown from now on is read anew
            endCheck();
            if (report)
                Q_EMIT lookedUp(run, send::describe(*report), report->isSettled());
            else if (report.error().kind != base::ErrorKind::Cancelled)
                Q_EMIT failed(Step::Runs, report.error());
        });
}

void Sending::showLook(const runs::ChunkRecord &chunk, std::chrono::milliseconds wait)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    m_waitingText = seconds == 0 ? tr("Asks the service who of chunk %1 is queued.").arg(number(chunk.number))
                                 : tr("Not everybody of chunk %1 is in the batch yet. Looks again at %2.")
                                       .arg(number(chunk.number), timeOfDay(m_services.clock->now().addSecs(seconds)));
    Q_EMIT stateChanged();
}

void Sending::endCheck()
{
    m_checkedRun = 0;
    m_waitingText.clear();
    Q_EMIT stateChanged();
}

QString Sending::waitingText() const
{
    if (!m_waitUntil.isValid())
        return m_waitingText;
    const qint64 left = std::max<qint64>(0, m_services.clock->now().msecsTo(m_waitUntil));
    return tr("Waits until %2 (%Ln second(s) more), then tries chunk %1 again.", nullptr,
        static_cast<int>((left + 999) / 1000))
        .arg(number(m_waitingChunk), timeOfDay(m_waitUntil));
}

void Sending::pause()
{
    if (m_preparing)
        stop();
    else if (m_run)
        m_run->pauseAfterThisChunk();
}

void Sending::stop()
{
    m_stopPlanning.request_stop();
    if (m_preparing)
        m_stopWanted = true;
    else if (m_run)
        m_run->stopNow();
}

void Sending::setPreparing(bool preparing)
{
    m_preparing = preparing;
    Q_EMIT stateChanged();
}

} // namespace callsheet::ui
