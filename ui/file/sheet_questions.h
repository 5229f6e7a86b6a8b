#pragma once

#include "core/sheet/open_sheet.h"

#include <QWidget>

#include <array>

namespace callsheet::ui {

class InlineMessage;

//! What only the person can decide about a sheet, a line each with the answers as buttons. Gone once it is answered.
class SheetQuestions final : public QWidget {
    Q_OBJECT
public:
    explicit SheetQuestions(QWidget *parent = nullptr);

    //! Null: nothing is asked.
    void showQuestions(const sheet::Document *document);
    void focusFirst();

Q_SIGNALS:
    void answered(const callsheet::sheet::ReadingOptions &options);

private:
    static constexpr std::array<sheet::Question, 3> order{
        sheet::Question::SeveralTables, sheet::Question::HiddenRows, sheet::Question::MergedCells};
    std::array<InlineMessage *, order.size()> m_messages{};
    std::shared_ptr<const sheet::Table> m_asked; // a message is announced once, and keeps the focus in it
};

} // namespace callsheet::ui
