#include "ui/file/reading_choices.h"

#include "ui/common/prompts.h"
#include "ui/common/table_setup.h"
#include "ui/file/reading_words.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

// What a spreadsheet program of the last thirty years may have written.
const char *const encodings[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "windows-1250", "windows-1251",
    "windows-1253", "windows-1254", "windows-1255", "windows-1256", "ISO-8859-1", "ISO-8859-2", "ISO-8859-15", "KOI8-R",
    "Shift_JIS", "EUC-JP", "GB18030", "Big5", "EUC-KR", "macintosh"};

using Items = QList<std::pair<QString, QVariant>>;

// The first entry is what was found, with no data: choosing it means "find it out again".
void fill(QComboBox &box, const QString &found, const Items &items, const std::optional<QVariant> &chosen)
{
    const QSignalBlocker quiet(box);
    box.clear();
    box.addItem(ReadingChoices::tr("Automatic (%1)").arg(found));
    for (const auto &[text, data] : items)
        box.addItem(text, data);
    const int at = chosen ? box.findData(*chosen) : 0;
    box.setCurrentIndex(qMax(0, at));
}

template <typename T>
std::optional<QVariant> asData(const std::optional<T> &chosen)
{
    return chosen ? std::optional<QVariant>(QVariant::fromValue(static_cast<int>(*chosen))) : std::nullopt;
}

template <typename T>
std::optional<T> as(const QVariant &data)
{
    return data.isValid() ? std::optional<T>(static_cast<T>(data.toInt())) : std::nullopt;
}

std::optional<QString> asText(const QVariant &data)
{
    return data.isValid() ? std::optional<QString>(data.toString()) : std::nullopt;
}

} // namespace

ReadingChoices::ReadingChoices(Prompts &prompts, QWidget *parent)
    : QWidget(parent)
    , m_prompts(prompts)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(2, 1);
    makeWorkbookChoices(*grid);
    makeHeaderChoice(*grid);
    makeAnswers(*grid);
    makeTextChoices(*grid);
}

QComboBox *ReadingChoices::makeBox(const QString &name)
{
    auto *box = new QComboBox(this);
    box->setObjectName(name);
    // The longest name of a sheet must not widen the page.
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(24);
    return box;
}

ReadingChoices::Choice ReadingChoices::addChoice(
    QGridLayout &grid, const QString &text, QWidget *control, const QString &backText, Change back)
{
    const int row = grid.rowCount();
    auto *label = new QLabel(text, this);
    label->setBuddy(control);
    control->setMinimumWidth(fontMetrics().averageCharWidth() * 38);
    control->setMaximumWidth(fontMetrics().averageCharWidth() * 48);
    auto *why = new QLabel(this);
    why->setTextFormat(Qt::PlainText);
    why->setWordWrap(true);
    why->setForegroundRole(QPalette::PlaceholderText);
    auto *takeBack = new QToolButton(this);
    takeBack->setObjectName(control->objectName() + u"TakeBack"_s);
    takeBack->setText(backText);
    takeBack->setAccessibleName(u"%1 %2"_s.arg(QString(text).remove(u'&'), backText));
    takeBack->setToolTip(tr("Takes your choice back"));
    connect(takeBack, &QToolButton::clicked, this, [this, label, back = std::move(back)] {
        label->buddy()->setFocus(); // the button goes with the choice
        change(back);
    });
    grid.addWidget(label, row, 0);
    grid.addWidget(control, row, 1);
    grid.addWidget(why, row, 2);
    grid.addWidget(takeBack, row, 3);
    return {label, control, why, takeBack};
}

void ReadingChoices::makeWorkbookChoices(QGridLayout &grid)
{
    m_sheet = makeBox(u"sheetChoice"_s);
    // What was decided about one sheet says nothing about another.
    m_sheetChoice = addChoice(grid, tr("&Sheet:"), m_sheet, tr("Automatic"), [](sheet::ReadingOptions &o) { o = {}; });
    take(*m_sheet, [](sheet::ReadingOptions &o, const QVariant &chosen) {
        o = {};
        o.sheet = asText(chosen);
    });
}

void ReadingChoices::makeHeaderChoice(QGridLayout &grid)
{
    auto *header = new QWidget(this);
    header->setObjectName(u"headerChoice"_s);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    m_headerRow = new QSpinBox(header);
    m_headerRow->setObjectName(u"headerRow"_s);
    m_headerRow->setAccessibleName(tr("Header row"));
    m_headerRow->setRange(0, 20'000'000);
    m_headerRow->setSpecialValueText(tr("None"));
    m_headerRows = new QSpinBox(header);
    m_headerRows->setObjectName(u"headerRows"_s);
    m_headerRows->setAccessibleName(tr("How many rows name the columns together"));
    m_headerRows->setToolTip(m_headerRows->accessibleName());
    m_headerRows->setRange(1, sheet::mostHeaderRows);
    m_useRow = new QPushButton(tr("&Use selected row"), header);
    m_useRow->setObjectName(u"useRowAsHeader"_s);
    m_useRow->setToolTip(
        tr("The row that is selected in the preview becomes the header. A double-click on its number does the same."));
    giveRoom(*m_useRow);
    for (QSpinBox *box : {m_headerRow, m_headerRows}) {
        box->setKeyboardTracking(false);
        // A file that is dropped here is for the window.
        box->findChild<QLineEdit *>()->setAcceptDrops(false);
    }
    m_headerRow->setMinimumWidth(fontMetrics().averageCharWidth() * 11);
    layout->addWidget(m_headerRow, 1);
    layout->addWidget(m_headerRows);
    layout->addWidget(m_useRow);
    m_headerChoice = addChoice(grid, tr("Hea&der row:"), header, tr("Automatic"), [](sheet::ReadingOptions &o) {
        o.headerRow.reset();
        o.headerRows.reset();
    });
    m_headerChoice.label->setBuddy(m_headerRow);
    connect(m_headerRow, &QSpinBox::valueChanged, this, &ReadingChoices::useRowAsHeader);
    connect(m_headerRows, &QSpinBox::valueChanged, this,
        [this](int rows) { change([rows](sheet::ReadingOptions &o) { o.headerRows = rows; }); });
    connect(m_useRow, &QPushButton::clicked, this, &ReadingChoices::useSelectedRow);
}

void ReadingChoices::makeAnswers(QGridLayout &grid)
{
    m_table = makeBox(u"tableChoice"_s);
    m_tableChoice
        = addChoice(grid, tr("&Table:"), m_table, tr("Ask again"), [](sheet::ReadingOptions &o) { o.table.reset(); });
    m_hiddenRows = makeBox(u"hiddenRowsChoice"_s);
    m_hiddenChoice = addChoice(grid, tr("Hidden ro&ws:"), m_hiddenRows, tr("Ask again"),
        [](sheet::ReadingOptions &o) { o.hiddenRows.reset(); });
    m_mergedCells = makeBox(u"mergedCellsChoice"_s);
    m_mergedChoice = addChoice(grid, tr("Mer&ged cells:"), m_mergedCells, tr("Ask again"),
        [](sheet::ReadingOptions &o) { o.mergedCells.reset(); });
    take(*m_table, [](sheet::ReadingOptions &o, const QVariant &chosen) { o.table = as<int>(chosen); });
    take(*m_hiddenRows, [](sheet::ReadingOptions &o, const QVariant &chosen) { o.hiddenRows = chosen.toBool(); });
    take(*m_mergedCells, [](sheet::ReadingOptions &o, const QVariant &chosen) { o.mergedCells = chosen.toBool(); });
}

void ReadingChoices::makeTextChoices(QGridLayout &grid)
{
    m_encoding = makeBox(u"encodingChoice"_s);
    m_encodingChoice = addChoice(
        grid, tr("E&ncoding:"), m_encoding, tr("Automatic"), [](sheet::ReadingOptions &o) { o.encoding.reset(); });
    m_separator = makeBox(u"separatorChoice"_s);
    m_separatorChoice = addChoice(
        grid, tr("Se&parator:"), m_separator, tr("Automatic"), [](sheet::ReadingOptions &o) { o.separator.reset(); });
    m_more = new QToolButton(this);
    m_more->setObjectName(u"moreChoices"_s);
    m_more->setText(tr("M&ore choices"));
    m_more->setToolTip(tr("Quote, escape and line ends"));
    m_more->setCheckable(true);
    m_more->setAutoRaise(true);
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_moreSummary = new QLabel(this);
    m_moreSummary->setTextFormat(Qt::PlainText);
    m_moreSummary->setWordWrap(true);
    m_moreSummary->setForegroundRole(QPalette::PlaceholderText);
    const int row = grid.rowCount();
    grid.addWidget(m_more, row, 1, Qt::AlignLeading);
    grid.addWidget(m_moreSummary, row, 2);
    m_quote = makeBox(u"quoteChoice"_s);
    m_quoteChoice
        = addChoice(grid, tr("&Quote:"), m_quote, tr("Automatic"), [](sheet::ReadingOptions &o) { o.quote.reset(); });
    m_escape = makeBox(u"escapeChoice"_s);
    m_escapeChoice = addChoice(
        grid, tr("Quote in &a cell:"), m_escape, tr("Automatic"), [](sheet::ReadingOptions &o) { o.escape.reset(); });
    m_lineEnd = makeBox(u"lineEndChoice"_s);
    m_lineEndChoice = addChoice(
        grid, tr("&Line ends:"), m_lineEnd, tr("Automatic"), [](sheet::ReadingOptions &o) { o.lineEnd.reset(); });

    connect(m_more, &QToolButton::toggled, this, &ReadingChoices::showMore);
    take(*m_encoding, [](sheet::ReadingOptions &o, const QVariant &chosen) { o.encoding = asText(chosen); });
    connect(m_separator, &QComboBox::activated, this, &ReadingChoices::chooseSeparator);
    take(*m_quote, [](sheet::ReadingOptions &o, const QVariant &chosen) { o.quote = as<char>(chosen); });
    take(*m_escape, [](sheet::ReadingOptions &o, const QVariant &chosen) { o.escape = as<sheet::CsvEscape>(chosen); });
    take(*m_lineEnd,
        [](sheet::ReadingOptions &o, const QVariant &chosen) { o.lineEnd = as<sheet::CsvLineEnd>(chosen); });
}

void ReadingChoices::take(QComboBox &box, std::function<void(sheet::ReadingOptions &, const QVariant &)> set)
{
    connect(&box, &QComboBox::activated, this, [this, &box, set = std::move(set)] {
        change([&](sheet::ReadingOptions &options) { set(options, box.currentData()); });
    });
}

void ReadingChoices::change(const Change &change)
{
    sheet::ReadingOptions next = m_options;
    change(next);
    Q_EMIT optionsChanged(next);
}

void ReadingChoices::useRowAsHeader(int sheetRow)
{
    change([sheetRow](sheet::ReadingOptions &options) {
        options.headerRow = sheetRow;
        // Tables are counted from the header on: another header makes another first table.
        if (options.table.value_or(0) > 1)
            options.table.reset();
    });
}

void ReadingChoices::chooseSeparator()
{
    const QVariant chosen = m_separator->currentData();
    if (!chosen.isValid() || !chosen.toString().isEmpty()) {
        change([&chosen](sheet::ReadingOptions &o) { o.separator = asText(chosen); });
        return;
    }
    m_separator->setCurrentIndex(m_options.separator ? qMax(0, m_separator->findData(*m_options.separator)) : 0);
    m_prompts.askText(this,
        {tr("Another separator"), tr("&One to four characters that stand between the cells of a row, such as :: or ~"),
            m_options.separator.value_or(QString()), tr("Use it")},
        [this](const std::optional<QString> &separator) {
            if (separator && !separator->isEmpty())
                change([&separator](sheet::ReadingOptions &o) { o.separator = *separator; });
        });
}

void ReadingChoices::setHasRow(bool hasRow)
{
    m_useRow->setEnabled(hasRow);
}

void ReadingChoices::show(const Choice &choice, bool isNeeded, bool isByHand, const QString &why) const
{
    choice.why->setText(why);
    choice.label->setVisible(isNeeded);
    choice.control->setVisible(isNeeded);
    choice.why->setVisible(isNeeded);
    choice.takeBack->setVisible(isNeeded && isByHand);
}

void ReadingChoices::showDocument(const sheet::Document &document, const sheet::ReadingOptions &options, bool isWhole)
{
    m_options = options;
    const sheet::ReadingReport &report = document.report;
    showWorkbook(report, isWhole);
    const QSignalBlocker quietRow(m_headerRow);
    const QSignalBlocker quietRows(m_headerRows);
    m_headerRow->setValue(options.headerRow.value_or(report.headerRow));
    m_headerRows->setValue(report.headerRows);
    //: After the number of rows that name the columns together
    m_headerRows->setSuffix(report.headerRows == 1 ? tr(" row") : tr(" rows"));
    m_headerRows->setEnabled(report.headerRow > 0);
    show(m_headerChoice, true, options.headerRow || options.headerRows, report.whyHeaderRow);
    showAnswers(report);
    showText(report);
}

void ReadingChoices::showWorkbook(const sheet::ReadingReport &report, bool isWhole)
{
    const QSignalBlocker quiet(m_sheet);
    m_sheet->clear();
    for (sheet::SheetInfo info : report.sheets) {
        const QString name = info.name;
        if (!isWhole && name == report.sheet)
            info.rows = 0; // only its first ones are counted
        m_sheet->addItem(sheetName(info), name);
    }
    m_sheet->setCurrentIndex(m_sheet->findData(report.sheet));
    m_sheet->setToolTip(m_sheet->currentText());
    show(m_sheetChoice, !report.sheets.isEmpty(), m_options.sheet.has_value(), report.whySheet);
}

void ReadingChoices::showAnswers(const sheet::ReadingReport &report)
{
    const QSignalBlocker quietTable(m_table);
    m_table->clear();
    if (!m_options.table)
        m_table->addItem(tr("Not decided yet"));
    for (int table = 0; table <= report.tables.size(); ++table)
        m_table->addItem(tableName(report, table), table);
    m_table->setCurrentIndex(m_options.table ? qMax(0, m_table->findData(*m_options.table)) : 0);
    show(m_tableChoice, !report.tables.isEmpty(), m_options.table.has_value(), report.whyTable);

    const auto showAnswer = [&](const Choice &choice, QComboBox &box, sheet::Question question,
                                const std::optional<bool> &answer, bool isThere) {
        const QSignalBlocker quiet(box);
        box.clear();
        const QList<Answer> answers = answersTo(question, report, m_options);
        box.addItem(answers[0].text, true);
        box.addItem(answers[1].text, false);
        box.setCurrentIndex(answer.value_or(true) ? 0 : 1);
        show(choice, isThere && answer.has_value(), true, tr("Decided by you."));
    };
    showAnswer(m_hiddenChoice, *m_hiddenRows, sheet::Question::HiddenRows, m_options.hiddenRows, report.hiddenRows > 0);
    showAnswer(
        m_mergedChoice, *m_mergedCells, sheet::Question::MergedCells, m_options.mergedCells, report.mergedAreas > 0);
}

void ReadingChoices::showText(const sheet::ReadingReport &report)
{
    const bool isText = report.format == sheet::Format::Csv;
    Items items;
    for (const char *encoding : encodings)
        items.append({QString::fromLatin1(encoding), QString::fromLatin1(encoding)});
    fill(*m_encoding, report.encoding, items, m_options.encoding);
    show(m_encodingChoice, isText, m_options.encoding.has_value(), report.whyEncoding);

    items = {
        {tr("Comma  ,"), u","_s}, {tr("Semicolon  ;"), u";"_s}, {tr("Tab"), u"\t"_s}, {tr("Vertical bar  |"), u"|"_s}};
    const bool isCommon = std::any_of(
        items.begin(), items.end(), [this](const auto &item) { return m_options.separator == item.second.toString(); });
    if (m_options.separator && !isCommon)
        items.append({separatorName(*m_options.separator), *m_options.separator});
    items.append({tr("Other…"), QString()});
    fill(*m_separator, separatorName(report.separator), items, m_options.separator);
    show(m_separatorChoice, isText, m_options.separator.has_value(), report.whySeparator);

    fill(*m_quote, quoteName(report.quote),
        {{tr("Double quote  \""), int('"')}, {tr("Single quote  '"), int('\'')}, {tr("No quotes"), 0}},
        asData(m_options.quote));
    fill(*m_escape, escapeName(report.escape),
        {{tr("A doubled quote  \"\""), int(sheet::CsvEscape::Doubled)},
            {tr("A backslash  \\\""), int(sheet::CsvEscape::Backslash)}, {tr("None"), int(sheet::CsvEscape::None)}},
        asData(m_options.escape));
    Items lineEnds;
    for (const sheet::CsvLineEnd end :
        {sheet::CsvLineEnd::Any, sheet::CsvLineEnd::Lf, sheet::CsvLineEnd::CrLf, sheet::CsvLineEnd::Cr}) {
        QString text = lineEndName(end);
        text[0] = text[0].toUpper();
        lineEnds.append({text, int(end)});
    }
    fill(*m_lineEnd, lineEndName(report.lineEnd), lineEnds, asData(m_options.lineEnd));

    show(m_quoteChoice, isText, m_options.quote.has_value(), report.whyQuote);
    show(m_escapeChoice, isText, m_options.escape.has_value(), report.whyEscape);
    show(m_lineEndChoice, isText, m_options.lineEnd.has_value(), report.whyLineEnd);
    m_moreSummary->setText(tr("Quote: %1 · in a cell: %2 · line ends: %3")
                               .arg(quoteName(report.quote), escapeName(report.escape), lineEndName(report.lineEnd)));
    m_more->setVisible(isText);
    if (m_options.quote || m_options.escape || m_options.lineEnd)
        m_more->setChecked(true); // what was chosen by hand is never folded away
    if (isText)
        showMore();
    else
        m_moreSummary->hide();
}

void ReadingChoices::showMore()
{
    const bool isOpen = m_more->isChecked();
    m_more->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
    m_moreSummary->setVisible(!isOpen);
    show(m_quoteChoice, isOpen, m_options.quote.has_value(), m_quoteChoice.why->text());
    show(m_escapeChoice, isOpen, m_options.escape.has_value(), m_escapeChoice.why->text());
    show(m_lineEndChoice, isOpen, m_options.lineEnd.has_value(), m_lineEndChoice.why->text());
}

} // namespace callsheet::ui
