#include "tests/support/printers.h"
#include "ui/practice/played_calls_model.h"
#include "ui/practice/practice_batches_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <gtest/gtest.h>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using Mode = QAbstractItemModelTester::FailureReportingMode;

namespace {

QList<practice::PlayedCall> calls(int from, int to)
{
    QList<practice::PlayedCall> list;
    for (int number = from; number <= to; ++number) {
        practice::PlayedCall call;
        call.number = number;
        call.phoneNumber = QString::number(number);
        call.name = u"Asha"_s;
        call.seconds = 12;
        list.append(call);
    }
    return list;
}

QString cell(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

practice::BatchSummary batch(const QString &id, int people)
{
    practice::BatchSummary summary;
    summary.id = id;
    summary.name = u"Batch "_s + id;
    summary.calls = people;
    return summary;
}

} // namespace

TEST(PlayedCallsModel, showsTheNewestFirstAndNoMoreThanItsLimit)
{
    PlayedCallsModel model(5);
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    constexpr auto phone = static_cast<int>(PlayedCallsModel::Column::Phone);
    model.add({});
    EXPECT_EQ(model.rowCount(), 0);
    model.add(calls(1, 3));
    EXPECT_EQ(cell(model, 0, phone), u"3"_s);
    EXPECT_EQ(cell(model, 2, phone), u"1"_s);
    model.add(calls(4, 7));
    EXPECT_EQ(model.rowCount(), 5);
    EXPECT_EQ(cell(model, 0, phone), u"7"_s);
    EXPECT_EQ(cell(model, 4, phone), u"3"_s);
    model.add(calls(8, 100'000));
    EXPECT_EQ(model.rowCount(), 5);
    EXPECT_EQ(cell(model, 0, phone), u"100000"_s);
}

TEST(PlayedCallsModel, saysEveryOutcomeInAWordOfItsOwn)
{
    using practice::CallStatus;
    QSet<QString> words;
    for (const CallStatus status : {CallStatus::Pending, CallStatus::Completed, CallStatus::NoAnswer, CallStatus::Busy,
             CallStatus::Failed, CallStatus::Dnc})
        words.insert(callOutcome(status));
    EXPECT_EQ(words.size(), 6);
    EXPECT_FALSE(words.contains(QString()));
}

TEST(PlayedCallsModel, theFirstCellTellsTheWholeCall)
{
    PlayedCallsModel model(5);
    model.add(calls(1, 1));
    const QString spoken = model.index(0, 0).data(Qt::AccessibleTextRole).toString();
    EXPECT_TRUE(spoken.contains(u"Asha"_s) && spoken.contains(u"practice"_s)) << spoken.toStdString();
}

TEST(PracticeBatchesModel, updatesInPlaceWhatIsStillThere)
{
    PracticeBatchesModel model;
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    model.setBatches({batch(u"a"_s, 1)});
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setBatches({batch(u"a"_s, 2), batch(u"b"_s, 1'000'000)});
    EXPECT_EQ(reset.count(), 0) << "the selection would go";
    constexpr auto queued = static_cast<int>(PracticeBatchesModel::Column::Queued);
    EXPECT_EQ(cell(model, 0, queued), u"2"_s);
    EXPECT_EQ(cell(model, 1, queued), u"1,000,000"_s);
    model.setBatches({batch(u"b"_s, 3)});
    EXPECT_EQ(reset.count(), 1);
    EXPECT_EQ(model.rowCount(), 1);
    EXPECT_EQ(model.batchAt(0)->id, u"b"_s);
    EXPECT_EQ(model.batchAt(1), nullptr);
}

} // namespace callsheet::ui
