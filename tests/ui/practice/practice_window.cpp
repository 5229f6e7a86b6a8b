#include "tests/ui/practice/practice_window.h"

#include "tests/support/await.h"
#include "ui/common/translations.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"

#include <QApplication>
#include <QTest>

namespace callsheet::test {

using namespace Qt::StringLiterals;

void PracticeWindow::SetUpTestSuite()
{
    ui::installTranslations(*qobject_cast<QApplication *>(QCoreApplication::instance()));
}

bool PracticeWindow::prepare(int people)
{
    const QByteArray variables = R"({"name": "Test", "variables": [
      {"key": "phoneNumber", "label": "Phone", "type": "phone", "required": true},
      {"key": "name", "label": "Name", "required": true}]})";
    return fixture.prepare(
        fixture.folder.write(u"people.csv"_s, peopleCsv(people)), fixture.folder.write(u"set.json"_s, variables));
}

bool PracticeWindow::send()
{
    ui::MainWindow &window = *fixture.window;
    window.goTo(ui::Step::Send);
    fixture.click(u"primary"_s);
    return waitUntil([&] {
        const runs::RunDetails *details = window.history().details();
        return window.sending().run() && !window.sending().isBusy() && details
            && details->head.id == window.sending().run()->run() && details->ledger.addsUp()
            && details->ledger.notSent == 0;
    });
}

void PracticeWindow::openPanel()
{
    QTest::keyClick(fixture.window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
}

QString PracticeWindow::batch()
{
    return fixture.window->sending().practiceBatch();
}

} // namespace callsheet::test
