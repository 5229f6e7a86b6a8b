#include "ui/common/step_list.h"

#include "tests/support/printers.h"

#include <QAbstractItemModelTester>

#include <gtest/gtest.h>

namespace callsheet::ui {

TEST(StepModel, saysEachMarkInWordsForAssistiveReaders)
{
    StepModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setMark(Step::Check, {StepMark::Kind::Attention, 1037});
    const QString text = model.index(StepModel::rowOf(Step::Check)).data(Qt::AccessibleTextRole).toString();
    EXPECT_EQ(text, QStringLiteral("3 Check, needs attention: 1,037"));
}

TEST(StepModel, headingsCannotBeChosen)
{
    StepModel model;
    for (int row = 0; row < model.rowCount(); ++row)
        EXPECT_EQ(StepModel::stepAt(row).has_value(), bool(model.flags(model.index(row)) & Qt::ItemIsSelectable))
            << row;
    for (const Step step : {Step::File, Step::Match, Step::Check, Step::Send, Step::Runs})
        EXPECT_EQ(StepModel::stepAt(StepModel::rowOf(step)), step);
}

TEST(StepList, showsAWholeNameBesideTheCountOfAFullWorksheet)
{
    StepList list;
    list.resize(list.sizeHint());
    const QModelIndex check = list.model()->index(StepModel::rowOf(Step::Check), 0);
    const int name = list.fontMetrics().horizontalAdvance(check.data().toString());
    const int picture = 5 + 8 + qMax(16, list.fontMetrics().height()) + 10; // as StepDelegate::paint places it
    const QRect row = list.visualRect(check);
    const QRect left(row.topLeft(), QSize(picture + name, row.height()));
    const auto looks = [&](const StepMark &mark) {
        list.setMark(Step::Check, mark);
        return list.viewport()->grab(left).toImage();
    };
    const QImage alone = looks({});
    EXPECT_EQ(looks({StepMark::Kind::Attention, 1'048'575}), alone);
    EXPECT_NE(looks({StepMark::Kind::Attention, 1'048'575'000'000}), alone) << "so the name is what is compared";
}

} // namespace callsheet::ui
