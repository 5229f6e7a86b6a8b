#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "ui/common/number_dialog.h"
#include "ui/common/widget_prompts.h"

#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QWidget>

#include <gtest/gtest.h>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

TEST(WidgetPrompts, cancelIsTheDefaultOfAConfirmation)
{
    QWidget parent;
    parent.show();
    WidgetPrompts prompts;
    std::optional<bool> answer;
    prompts.confirm(&parent, {u"Start calling"_s, u"Call 12 people?"_s, {}, u"Start calling 12 people"_s},
        [&](bool yes) { answer = yes; });
    auto *box = parent.findChild<QMessageBox *>();
    ASSERT_NE(box, nullptr);
    EXPECT_FALSE(answer.has_value()) << "it returns before anybody answers";
    EXPECT_EQ(box->defaultButton(), box->button(QMessageBox::Cancel));
    QTest::keyClick(box, Qt::Key_Return);
    ASSERT_TRUE(test::waitUntil([&] { return answer.has_value(); }));
    EXPECT_FALSE(*answer) << "Enter alone never sends";
}

TEST(WidgetPrompts, theNamedChoiceComesBackByItsPlace)
{
    QWidget parent;
    parent.show();
    WidgetPrompts prompts;
    std::optional<int> answer;
    prompts.choose(&parent, {u"Close"_s, u"Still sending"_s, {}, {u"Pause"_s, u"Keep running"_s, u"Stop"_s}},
        [&](std::optional<int> chosen) { answer = chosen; });
    auto *box = parent.findChild<QMessageBox *>();
    ASSERT_NE(box, nullptr);
    const auto buttons = box->buttons();
    for (QAbstractButton *button : buttons) {
        if (button->text() == u"Keep running"_s)
            button->click();
    }
    ASSERT_TRUE(test::waitUntil([&] { return answer.has_value(); }));
    EXPECT_EQ(*answer, 1);
}

TEST(NumberDialog, wantsTheNumberBeforeItLetsGoOn)
{
    NumberDialog dialog({u"Send again"_s, u"Up to 1,000 people may be called twice."_s, {}, 1000, u"Send again"_s});
    auto *accept = dialog.findChild<QPushButton *>(u"acceptNumber"_s);
    auto *typed = dialog.findChild<QLineEdit *>(u"typedNumber"_s);
    ASSERT_TRUE(accept && typed);
    EXPECT_FALSE(accept->isEnabled());
    typed->setText(u"100"_s);
    EXPECT_FALSE(accept->isEnabled());
    for (const QString &right : {u"1000"_s, u"1,000"_s, u" 1000 "_s}) {
        typed->setText(right);
        EXPECT_TRUE(accept->isEnabled()) << right.toStdString();
    }
}

} // namespace callsheet::ui
