#pragma once

#include "ui/common/prompts.h"

namespace callsheet::ui {

//! Window-modal dialogs, opened without a nested event loop.
class WidgetPrompts final : public Prompts {
public:
    void confirm(QWidget *parent, const Confirmation &question, std::function<void(bool)> answer) override;
    void choose(QWidget *parent, const Choice &question, std::function<void(std::optional<int>)> answer) override;
    void typeNumber(QWidget *parent, const TypedNumber &question,
        std::function<void(bool typed, const QString &note)> answer) override;
    void askText(
        QWidget *parent, const TextQuestion &question, std::function<void(std::optional<QString>)> answer) override;
    void openFile(QWidget *parent, const FileQuestion &question, std::function<void(const QString &)> answer) override;
    void saveFile(QWidget *parent, const FileQuestion &question, std::function<void(const QString &)> answer) override;
};

} // namespace callsheet::ui
