#pragma once

#include "ui/common/prompts.h"

#include <QStringList>

#include <optional>

namespace callsheet::test {

//! Answers every question at once as told, and keeps what was asked.
class ScriptedPrompts final : public ui::Prompts {
public:
    bool confirmAnswer = true;
    std::optional<int> chosen = 0;
    bool typed = true;
    QString note;
    std::optional<QString> text;
    QString file; // empty: cancelled

    QStringList titles;
    ui::Confirmation lastConfirmation;
    ui::TypedNumber lastNumber;
    ui::Choice lastChoice;

    void confirm(QWidget *, const ui::Confirmation &question, std::function<void(bool)> answer) override
    {
        titles.append(question.title);
        lastConfirmation = question;
        answer(confirmAnswer);
    }
    void choose(QWidget *, const ui::Choice &question, std::function<void(std::optional<int>)> answer) override
    {
        titles.append(question.title);
        lastChoice = question;
        answer(chosen);
    }
    void typeNumber(
        QWidget *, const ui::TypedNumber &question, std::function<void(bool, const QString &)> answer) override
    {
        titles.append(question.title);
        lastNumber = question;
        answer(typed, note);
    }
    void askText(
        QWidget *, const ui::TextQuestion &question, std::function<void(std::optional<QString>)> answer) override
    {
        titles.append(question.title);
        answer(text);
    }
    void openFile(QWidget *, const ui::FileQuestion &question, std::function<void(const QString &)> answer) override
    {
        titles.append(question.title);
        if (!file.isEmpty())
            answer(file);
    }
    void saveFile(QWidget *, const ui::FileQuestion &question, std::function<void(const QString &)> answer) override
    {
        titles.append(question.title);
        if (!file.isEmpty())
            answer(file);
    }
};

} // namespace callsheet::test
