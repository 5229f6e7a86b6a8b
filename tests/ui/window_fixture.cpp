#include "tests/ui/window_fixture.h"

#include "core/send/payload_keys.h"
#include "tests/support/await.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QAbstractButton>
#include <QLabel>
#include <QTest>

namespace callsheet::test {

using namespace Qt::StringLiterals;

WindowFixture::WindowFixture()
{
    auto opened = base::Profile::open(folder.path(u"profile"_s));
    EXPECT_TRUE(opened);
    profile = *opened;
    journalKeys = std::make_unique<connection::JournalKeys>(profile, secrets, &runs::makePayloadKey);
    runs::JournalOptions options;
    const auto kept = await(journalKeys->load());
    EXPECT_TRUE(kept && *kept);
    options.payloadKeys = send::payloadKeysOf(**kept); // in a file: nobody's keychain is asked
    auto journalOpened = runs::Journal::open(profile, clock, options);
    EXPECT_TRUE(journalOpened) << (journalOpened ? "" : journalOpened.error().message.toStdString());
    if (journalOpened)
        journal = std::move(journalOpened).value();
    transport = std::make_unique<send::Transport>();
    practice = std::make_unique<practice::PracticeService>(practice::PracticeOptions{});
    EXPECT_TRUE(practice->start());
}

WindowFixture::~WindowFixture()
{
    window.reset();
    QTest::qWait(1); // a request that was stopped has its last turn of the event loop
}

ui::MainWindow &WindowFixture::open(const ui::StartUp &startUp)
{
    ui::Services services;
    services.profile = profile;
    services.clock = &clock;
    services.journal = journal.get();
    services.transport = transport.get();
    services.secrets = &secrets;
    services.journalKeys = journalKeys.get();
    services.practice = practice.get();
    services.prompts = &prompts;
    services.readers = readers;
    services.keychainProblem = keychainProblem;
    window = std::make_unique<ui::MainWindow>(services, startUp);
    window->show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(window.get()));
    return *window;
}

void WindowFixture::click(const QString &name)
{
    auto *button = child<QAbstractButton>(name);
    ASSERT_NE(button, nullptr);
    ASSERT_TRUE(button->isVisible()) << name.toStdString() << " is not visible";
    ASSERT_TRUE(button->isEnabled()) << name.toStdString() << " is not enabled";
    QTest::mouseClick(button, Qt::LeftButton);
}

QString WindowFixture::text(const QString &labelName)
{
    auto *label = child<QLabel>(labelName);
    return label ? label->text() : QString();
}

bool WindowFixture::prepare(const QString &file, const QString &variableSet)
{
    open({file, variableSet, {}});
    auto &session = window->session();
    if (!waitUntil([&] { return session.document() && session.variables(); }))
        return false;
    window->goTo(ui::Step::Match);
    for (qsizetype i = 0; i < session.mapping().assignments.size(); ++i) {
        match::Assignment assignment = session.mapping().assignments[i];
        assignment.confirmed = true;
        session.assign(static_cast<int>(i), assignment);
    }
    click(u"primary"_s);
    return waitUntil([&] { return session.report() != nullptr; });
}

QByteArray peopleCsv(int rows, int columns)
{
    QByteArray csv = "Name,Phone,City";
    for (int column = 3; column < columns; ++column)
        csv += ",Field" + QByteArray::number(column);
    csv += '\n';
    for (int row = 0; row < rows; ++row) {
        // Distinct valid numbers of the United States: 202-200-0000 on, then the next area codes.
        static const char *const areas[] = {"202", "212", "213", "214", "215", "216", "217", "218", "219", "224"};
        csv += "Person " + QByteArray::number(row) + ",+1" + areas[row / 10000 % 10] + '2'
            + QByteArray::number(row / 100000 % 10) + "1" + QByteArray::number(row % 10000).rightJustified(4, '0')
            + ",Springfield";
        for (int column = 3; column < columns; ++column)
            csv += ",value " + QByteArray::number(row % (column + 7));
        csv += '\n';
    }
    return csv;
}

} // namespace callsheet::test
