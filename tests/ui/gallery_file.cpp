#include "tests/support/await.h"
#include "tests/ui/gallery.h"
#include "tests/ui/made_workbook.h"
#include "tests/ui/waiting_readers.h"
#include "tests/ui/window_fixture.h"
#include "ui/session/session.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QTableView>

namespace callsheet::test {

using namespace Qt::StringLiterals;

namespace {

MadeWorkbook campaign()
{
    MadeWorkbook book;
    book.rows.push_back({u"Customer name"_s, u"Phone number"_s, u"City"_s, u"Order amount"_s});
    for (int i = 0; i < 400; ++i) {
        book.rows.push_back({u"Customer %1"_s.arg(i), u"+4479111%1"_s.arg(23000 + i), i % 4 == 0 ? u"Leeds"_s : u""_s,
            QString::number(20 + i % 77)});
        if (i % 9 == 4)
            book.hiddenRows.append(i + 2);
        if (i % 4 == 0)
            book.mergedAreas.push_back({static_cast<std::uint32_t>(i + 2), static_cast<std::uint32_t>(i + 5), 2});
    }
    book.rows.push_back({});
    book.rows.push_back({u"Supplier"_s, u"Fax"_s});
    book.rows.push_back({u"Acme"_s, u"+441632960001"_s});
    book.rows.push_back({u"Bolt"_s, u"+441632960002"_s});
    book.isFiltered = true;
    book.hiddenColumns = {3};
    return book;
}

void shootQuestions(Gallery &gallery)
{
    WindowFixture fixture;
    fixture.readers = campaign().readers();
    ui::MainWindow &window = fixture.open({fixture.folder.write(u"Renewals July.xlsx"_s, "x"), {}, {}});
    window.resize(gallery.size);
    waitUntil([&] { return window.session().document().has_value(); });
    gallery.shoot(window, u"file-questions"_s);
    sheet::ReadingOptions options;
    options.table = 1;
    options.hiddenRows = false;
    options.mergedCells = true;
    window.session().readAgain(options);
    waitUntil([&] { return !window.session().isReading(); });
    gallery.shoot(window, u"file-answered"_s);
}

void shootReading(Gallery &gallery)
{
    WindowFixture fixture;
    const WaitingReaders waiting;
    fixture.readers = waiting.readers();
    QByteArray csv = peopleCsv(2000, 9);
    csv += "Ann,+12025550101\nBob,\"+12025550102,Pune\nCem,+12025550103,Pune,1,2,3,4,5,6,7,8,9\nDia,+120\"2,Pune\n";
    ui::MainWindow &window = fixture.open({fixture.folder.write(u"Everybody.csv"_s, csv), {}, {}});
    window.resize(gallery.size);
    waiting.beginning->open();
    waitUntil([&] { return window.session().beginning() != nullptr; });
    QTest::qWait(700); // the progress shows itself after half a second
    gallery.shoot(window, u"file-reading"_s);
    waiting.whole->open();
    waitUntil([&] { return window.session().document().has_value(); });
    gallery.shoot(window, u"file-read"_s);
    window.findChild<QAbstractButton *>(u"moreChoices"_s)->click();
    gallery.shoot(window, u"file-more"_s);
    auto *groups = window.findChild<QComboBox *>(u"rowGroup"_s);
    groups->setCurrentIndex(1);
    Q_EMIT groups->activated(1);
    gallery.shoot(window, u"file-damaged"_s);
    sheet::ReadingOptions options;
    options.separator = u";"_s;
    options.quote = '\0';
    window.session().readAgain(options);
    waitUntil([&] { return !window.session().isReading(); });
    gallery.shoot(window, u"file-by-hand"_s);
}

} // namespace

void shootFilePage(Gallery &gallery)
{
    shootQuestions(gallery);
    shootReading(gallery);
}

} // namespace callsheet::test
