#pragma once

#include <QDir>
#include <QSize>
#include <QString>
#include <QTest>
#include <QWidget>

namespace callsheet::test {

//! Takes pictures of the window, numbered in their order.
struct Gallery {
    QString folder;
    QString suffix;
    QSize size;
    int number = 0;

    void shoot(QWidget &widget, const QString &name)
    {
        QTest::qWait(60);
        const QString numbered = QStringLiteral("%1-%2%3.png").arg(++number, 2, 10, QChar(u'0')).arg(name, suffix);
        widget.grab().save(QDir(folder).filePath(numbered));
    }
};

//! The File page in its states.
void shootFilePage(Gallery &gallery);
//! The Match and Check pages with their dialogs, and every menu.
void shootMatchAndCheck(Gallery &gallery);

} // namespace callsheet::test
