#pragma once

#include "core/sheet/open_sheet.h"
#include "ui/common/page.h"

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QSpinBox;
class QTableView;

namespace callsheet::ui {

class BusyLine;
class Session;
class SheetModel;

//! Step 1: how the file is read, each choice with its reason, above the sheet as it is read.
class FilePage final : public Page {
    Q_OBJECT
public:
    explicit FilePage(const Session &session, QWidget *parent = nullptr);

    QString title() const override;
    QString subtitle() const override;
    void activatePrimary() override;
    QWidget *firstControl() const override;

Q_SIGNALS:
    void optionsChanged(const callsheet::sheet::ReadingOptions &options);
    void stopRequested();
    void continueRequested();

private:
    struct Choice {
        QLabel *label = nullptr;
        QWidget *control = nullptr;
        QLabel *why = nullptr;
    };
    void makeChoices();
    Choice addChoice(QGridLayout &grid, int row, const QString &text, QWidget *control, const QString &name);
    void showDocument();
    void showReading();
    void showFacts();
    void useRowAsHeader(int sheetRow);
    sheet::ReadingOptions options() const;

    const Session &m_session;
    QComboBox *m_sheet = nullptr;
    QSpinBox *m_headerRow = nullptr;
    QPushButton *m_useRow = nullptr;
    QComboBox *m_encoding = nullptr;
    QComboBox *m_separator = nullptr;
    QComboBox *m_quote = nullptr;
    Choice m_sheetChoice, m_headerChoice, m_encodingChoice, m_separatorChoice, m_quoteChoice;
    QCheckBox *m_onlyDamaged = nullptr;
    QTableView *m_view = nullptr;
    SheetModel *m_model = nullptr;
    QLabel *m_facts = nullptr;
    BusyLine *m_busy = nullptr;
};

} // namespace callsheet::ui
