#pragma once

#include "core/sheet/open_sheet.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace callsheet::ui {

class Prompts;

//! How the sheet is read: each way to read it with its reason, what was chosen by hand with a way back. What is needed
//! rarely is folded away.
class ReadingChoices final : public QWidget {
    Q_OBJECT
public:
    explicit ReadingChoices(Prompts &prompts, QWidget *parent = nullptr);

    //! Shows how the document was read, and `options`, which may be on their way already.
    void showDocument(const sheet::Document &document, const sheet::ReadingOptions &options, bool isWhole);
    void useRowAsHeader(int sheetRow);
    //! There is a row that can be used.
    void setHasRow(bool hasRow);

Q_SIGNALS:
    void optionsChanged(const callsheet::sheet::ReadingOptions &options);
    void useSelectedRow();

private:
    struct Choice {
        QLabel *label = nullptr;
        QWidget *control = nullptr;
        QLabel *why = nullptr;
        QToolButton *takeBack = nullptr;
    };
    using Change = std::function<void(sheet::ReadingOptions &)>;

    void makeWorkbookChoices(QGridLayout &grid);
    void makeHeaderChoice(QGridLayout &grid);
    void makeTextChoices(QGridLayout &grid);
    void makeAnswers(QGridLayout &grid);
    QComboBox *makeBox(const QString &name);
    Choice addChoice(QGridLayout &grid, const QString &label, QWidget *control, const QString &backText, Change back);
    void show(const Choice &choice, bool isNeeded, bool isByHand, const QString &why) const;
    void showWorkbook(const sheet::ReadingReport &report, bool isWhole);
    void showText(const sheet::ReadingReport &report);
    void showAnswers(const sheet::ReadingReport &report);
    void showMore();
    //! What is chosen in the box goes into the options.
    void take(QComboBox &box, std::function<void(sheet::ReadingOptions &, const QVariant &)> set);
    void change(const Change &change);
    void chooseSeparator();

    Prompts &m_prompts;
    sheet::ReadingOptions m_options; // that the controls show
    QComboBox *m_sheet = nullptr;
    QSpinBox *m_headerRow = nullptr;
    QSpinBox *m_headerRows = nullptr;
    QPushButton *m_useRow = nullptr;
    QComboBox *m_table = nullptr;
    QComboBox *m_hiddenRows = nullptr;
    QComboBox *m_mergedCells = nullptr;
    QComboBox *m_encoding = nullptr;
    QComboBox *m_separator = nullptr;
    QToolButton *m_more = nullptr;
    QLabel *m_moreSummary = nullptr;
    QComboBox *m_quote = nullptr;
    QComboBox *m_escape = nullptr;
    QComboBox *m_lineEnd = nullptr;
    Choice m_sheetChoice, m_headerChoice, m_tableChoice, m_hiddenChoice, m_mergedChoice, m_encodingChoice,
        m_separatorChoice, m_quoteChoice, m_escapeChoice, m_lineEndChoice;
};

} // namespace callsheet::ui
