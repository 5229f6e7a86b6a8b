#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "tests/ui/window_fixture.h"
#include "ui/check/check_model.h"
#include "ui/check/row_group_words.h"
#include "ui/common/flow_layout.h"
#include "ui/common/translations.h"
#include "ui/runs/chunk_model.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

// What has to be readable in a window of 900 by 600.

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

constexpr QSize smallSize(900, 600);

class SmallWindow : public ::testing::Test {
protected:
    static void SetUpTestSuite() { installTranslations(*qobject_cast<QApplication *>(QCoreApplication::instance())); }

    void check(const QByteArray &csv)
    {
        const QByteArray set = R"({"name": "Test", "variables": [
            {"key": "phoneNumber", "label": "Phone", "type": "phone", "required": true},
            {"key": "name", "label": "Name"}, {"key": "city", "label": "City"}, {"key": "field3", "label": "Field3"},
            {"key": "field4", "label": "Field4"}, {"key": "field5", "label": "Field5"}]})";
        ASSERT_TRUE(
            fixture.prepare(fixture.folder.write(u"people.csv"_s, csv), fixture.folder.write(u"set.json"_s, set)));
        fixture.window->resize(smallSize);
        ASSERT_TRUE(waitUntil([&] { return fixture.window->size() == smallSize; }))
            << "it does not get so small: " << fixture.window->minimumSizeHint().width();
        QCoreApplication::processEvents();
    }

    //! How much of the column is in view without scrolling.
    static int seen(const QTableView &view, int column)
    {
        const int begin = view.columnViewportPosition(column);
        return std::min(begin + view.columnWidth(column), view.viewport()->width()) - begin;
    }

    test::WindowFixture fixture;
};

} // namespace

TEST_F(SmallWindow, showsStateProblemAndNumberOfARowTogether)
{
    check(test::peopleCsv(30, 6) + "Ben,+44 12,Ulm,,,\n");
    auto *view = fixture.child<QTableView>(u"checkedRows"_s);
    const int letter = view->fontMetrics().averageCharWidth();
    EXPECT_GE(seen(*view, static_cast<int>(CheckModel::Column::State)), 12 * letter);
    EXPECT_GE(seen(*view, static_cast<int>(CheckModel::Column::Problem)), 24 * letter);
    EXPECT_GE(seen(*view, static_cast<int>(CheckModel::Column::FirstVariable)), 13 * letter) << "+1 202 555 0101";
}

TEST_F(SmallWindow, givesTheProblemWhatIsLeftOverInAWideOne)
{
    check(test::peopleCsv(30, 6));
    auto *view = fixture.child<QTableView>(u"checkedRows"_s);
    const auto problem = static_cast<int>(CheckModel::Column::Problem);
    const int before = view->columnWidth(problem);
    fixture.window->resize(2400, 700);
    ASSERT_TRUE(waitUntil([&] { return view->columnWidth(problem) > before; }));
    const int last = view->model()->columnCount() - 1;
    EXPECT_EQ(view->columnViewportPosition(last) + view->columnWidth(last), view->viewport()->width());
    view->horizontalHeader()->resizeSection(problem, 333);
    fixture.window->resize(2300, 700);
    QCoreApplication::processEvents();
    EXPECT_EQ(view->columnWidth(problem), 333) << "a border that a person has moved stays";
}

TEST_F(SmallWindow, cutsNoFilterOff)
{
    for (const int rows : {30, 2000}) {
        check(test::peopleCsv(rows, 6));
        for (const int points : {10, 16}) {
            QFont large = fixture.window->font();
            large.setPointSize(points);
            fixture.window->setFont(large);
            QCoreApplication::processEvents();
            QRect before;
            for (const RowGroup group : groupsInOrder) {
                auto *button = fixture.child<QToolButton>(u"filter%1"_s.arg(static_cast<int>(group)));
                const QRect place = button->geometry();
                EXPECT_GE(place.width(), button->sizeHint().width()) << button->text().toStdString();
                EXPECT_LE(place.right(), button->parentWidget()->width()) << button->text().toStdString();
                EXPECT_LE(place.bottom(), button->parentWidget()->height()) << button->text().toStdString();
                EXPECT_FALSE(place.intersects(before)) << button->text().toStdString();
                before = place;
            }
        }
        fixture.close();
    }
}

TEST_F(SmallWindow, showsWhatBecameOfEveryChunk)
{
    check(test::peopleCsv(2500, 6));
    fixture.window->goTo(Step::Send);
    fixture.click(u"primary"_s);
    ASSERT_TRUE(waitUntil([&] {
        return fixture.window->history().details() && !fixture.window->sending().isBusy()
            && fixture.window->history().details()->ledger.queued == 2500;
    }));
    auto *view = fixture.child<QTableView>(u"chunkTable"_s);
    fixture.child<QTabWidget>(u"runTabs"_s)->setCurrentIndex(0); // a finished run shows its results first
    ASSERT_TRUE(waitUntil([&] { return view->isVisible() && view->model()->rowCount() == 3; }));
    EXPECT_EQ(fixture.window->size(), smallSize);
    for (const ChunkModel::Column column : {ChunkModel::Column::Number, ChunkModel::Column::Rows,
             ChunkModel::Column::People, ChunkModel::Column::State, ChunkModel::Column::Queued}) {
        const int at = static_cast<int>(column);
        const QString shown = view->model()->index(1, at).data().toString();
        EXPECT_GE(seen(*view, at), view->fontMetrics().horizontalAdvance(shown)) << shown.toStdString();
    }
    EXPECT_GE(seen(*view, static_cast<int>(ChunkModel::Column::Happened)), 8 * view->fontMetrics().averageCharWidth())
        << "its beginning; the whole stands below";
}

TEST(FlowLayoutOfWidgets, putsOneLineBelowAnotherWhereThereIsNoRoom)
{
    QWidget area;
    auto *layout = new FlowLayout(&area, 4);
    QList<QWidget *> boxes;
    for (int i = 0; i < 5; ++i) {
        auto *box = new QWidget(&area);
        box->setFixedSize(100, 20);
        layout->addWidget(box);
        boxes.append(box);
    }
    EXPECT_EQ(layout->heightForWidth(600), 20);
    EXPECT_EQ(layout->heightForWidth(320), 44);
    EXPECT_EQ(layout->heightForWidth(50), 5 * 20 + 4 * 4) << "each in a line of its own";
    area.resize(320, 44);
    area.show();
    EXPECT_EQ(boxes[2]->geometry(), QRect(208, 0, 100, 20));
    EXPECT_EQ(boxes[3]->geometry(), QRect(0, 24, 100, 20));
    area.setLayoutDirection(Qt::RightToLeft);
    layout->setGeometry(area.rect());
    EXPECT_EQ(boxes[0]->geometry(), QRect(220, 0, 100, 20)) << "from the right where the language is read so";
}

} // namespace callsheet::ui
