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

} // namespace callsheet::ui
