#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

class QWidget;

namespace callsheet::ui {

//! A yes or no with facts. Cancel is the default: Enter alone never does it.
struct Confirmation {
    QString title;
    QString text;
    QString detail;
    QString accept; // the verb with its number: "Start calling 12,443 people"
};

//! One of several named ways on.
struct Choice {
    QString title;
    QString text;
    QString detail;
    QStringList options; // the first one is the default
};

//! A number that has to be typed, so that nobody passes by it.
struct TypedNumber {
    QString title;
    QString text;
    QString detail;
    qint64 number = 0;
    QString accept;
    bool takesNote = true; // how the person knows it; off where nothing would keep it
};

struct TextQuestion {
    QString title;
    QString label;
    QString text;
    QString accept;
};

struct FileQuestion {
    QString title;
    QString filter;
    QString path; // folder, or the suggested file
};

//! Questions to the person. They return at once; the answer comes later, and never after the parent is gone.
class Prompts {
public:
    virtual ~Prompts() = default;

    virtual void confirm(QWidget *parent, const Confirmation &question, std::function<void(bool)> answer) = 0;
    //! Nothing: the person went back.
    virtual void choose(QWidget *parent, const Choice &question, std::function<void(std::optional<int>)> answer) = 0;
    //! True: the number was typed and the button pressed. `note` is what the person wrote beside it.
    virtual void typeNumber(
        QWidget *parent, const TypedNumber &question, std::function<void(bool typed, const QString &note)> answer)
        = 0;
    virtual void askText(
        QWidget *parent, const TextQuestion &question, std::function<void(std::optional<QString>)> answer)
        = 0;
    //! Called with a file only.
    virtual void openFile(QWidget *parent, const FileQuestion &question, std::function<void(const QString &)> answer)
        = 0;
    virtual void saveFile(QWidget *parent, const FileQuestion &question, std::function<void(const QString &)> answer)
        = 0;
};

} // namespace callsheet::ui
