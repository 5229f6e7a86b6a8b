#pragma once

#include "core/base/clock.h"
#include "core/runs/journal.h"
#include "core/send/plan_run.h"

#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <gtest/gtest.h>

namespace callsheet::test {

//! A contact sheet with a header in row 1 and `people` good rows below it, each with a number of its own.
inline QByteArray contactSheet(int people, int firstNumber = 0)
{
    QByteArray csv = "phone,name\n";
    for (int i = 0; i < people; ++i)
        csv += "+447" + QByteArray::number(400'000'000 + firstNumber + i) + ",Person " + QByteArray::number(i) + '\n';
    return csv;
}

//! A profile with a journal, and sheets that are really read and checked.
class Campaign {
    base::SystemClock m_systemClock; // outlives the journal

public:
    //! `given` outlives it; null: the computer's clock.
    explicit Campaign(const base::Clock *given = nullptr)
        : clock(given ? *given : m_systemClock)
    {
        auto profile = base::Profile::open(folder.path(QStringLiteral("profile")));
        EXPECT_EQ(errorOf(profile), "");
        auto opened = runs::Journal::open(*profile, clock);
        EXPECT_EQ(errorOf(opened), "");
        journal = std::move(*opened);
    }

    send::RunInput input(const QByteArray &csv)
    {
        const QString path = folder.write(QStringLiteral("contacts.csv"), csv);
        auto document = sheet::openSheet(path, {}, nullptr, {});
        EXPECT_EQ(errorOf(document), "");
        send::RunInput input;
        input.check.table = document->table;
        input.check.variables.variables = {{match::phoneNumberKey, QStringLiteral("Phone"), true,
                                               match::VariableType::Phone, {QStringLiteral("phone")}},
            {QStringLiteral("name"), QStringLiteral("Name"), true, match::VariableType::Text, {}}};
        input.check.mapping = match::suggestMapping(input.check.variables, document->table->header());
        input.check.settings.defaultCountry = QStringLiteral("GB");
        const auto report = check::checkRows(input.check, nullptr, {});
        EXPECT_EQ(errorOf(report), "");
        input.report = *report;
        input.source = document->source;
        input.batchId = QStringLiteral("64e5f12345abcdef98765432");
        input.connection = connection::practiceConnection();
        input.connection.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:1"));
        return input;
    }
    runs::RunId plan(const send::RunInput &given)
    {
        const auto run = send::planRun(*journal, given, {}).result();
        EXPECT_EQ(errorOf(run), "");
        return run ? *run : 0;
    }
    runs::RunDetails details(runs::RunId run) { return *journal->run(run).result(); }

    TemporaryFolder folder;
    const base::Clock &clock;
    std::unique_ptr<runs::Journal> journal;
};

} // namespace callsheet::test
