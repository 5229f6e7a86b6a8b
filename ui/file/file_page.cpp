#include "ui/file/file_page.h"

#include "ui/common/busy_line.h"
#include "ui/common/numbers.h"
#include "ui/common/table_setup.h"
#include "ui/common/theme.h"
#include "ui/file/sheet_model.h"
#include "ui/session/session.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTableView>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

// What a spreadsheet program of the last thirty years may have written.
const char *const encodings[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "windows-1250", "windows-1251",
    "windows-1253", "windows-1254", "windows-1255", "windows-1256", "ISO-8859-1", "ISO-8859-2", "ISO-8859-15", "KOI8-R",
    "Shift_JIS", "EUC-JP", "GB18030", "Big5", "EUC-KR", "macintosh"};

// The first entry is always what was found, with no data: choosing it means "find it out again".
void fill(QComboBox &box, const QString &found, const QList<std::pair<QString, QString>> &choices,
    const std::optional<QString> &chosen)
{
    const QSignalBlocker quiet(box);
    box.clear();
    box.addItem(FilePage::tr("Automatic (%1)").arg(found));
    for (const auto &[text, data] : choices)
        box.addItem(text, data);
    const int at = chosen ? box.findData(*chosen) : 0;
    box.setCurrentIndex(at < 0 ? 0 : at);
}

QString separatorName(const QString &separator)
{
    if (separator == ","_L1)
        return FilePage::tr("comma");
    if (separator == ";"_L1)
        return FilePage::tr("semicolon");
    if (separator == "\t"_L1)
        return FilePage::tr("tab");
    if (separator == "|"_L1)
        return FilePage::tr("vertical bar");
    return separator;
}

QString quoteName(const QString &quote)
{
    if (quote == "\""_L1)
        return FilePage::tr("double quote");
    if (quote == "'"_L1)
        return FilePage::tr("single quote");
    return quote.isEmpty() ? FilePage::tr("none") : quote;
}

} // namespace

FilePage::FilePage(const Session &session, QWidget *parent)
    : Page(parent)
    , m_session(session)
{
    makeChoices();
    m_busy = new BusyLine(this);
    m_view = new QTableView(this);
    setUpTable(*m_view, u"preview"_s, tr("The sheet as it is read"));
    m_model = new SheetModel(this);
    m_view->setModel(m_model);
    m_facts = new QLabel(this);
    m_facts->setObjectName(u"fileFacts"_s);
    m_facts->setTextFormat(Qt::PlainText);
    m_onlyDamaged = new QCheckBox(this);
    m_onlyDamaged->setObjectName(u"onlyDamaged"_s);
    auto *below = new QHBoxLayout;
    below->addWidget(m_facts, 1);
    below->addWidget(m_onlyDamaged);

    auto *layout = qobject_cast<QVBoxLayout *>(this->layout());
    layout->addWidget(m_busy);
    layout->addWidget(m_view, 1);
    layout->addLayout(below);

    connect(m_onlyDamaged, &QCheckBox::toggled, m_model, &SheetModel::showOnlyDamaged);
    connect(m_busy, &BusyLine::stopRequested, this, &FilePage::stopRequested);
    connect(m_view->verticalHeader(), &QHeaderView::sectionDoubleClicked, this,
        [this](int section) { useRowAsHeader(m_model->sheetRow(section)); });
    connect(&session, &Session::documentChanged, this, &FilePage::showDocument);
    connect(&session, &Session::readingChanged, this, &FilePage::showReading);
    showDocument();
    showReading();
}

void FilePage::makeChoices()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(2, 1);
    layout->addLayout(grid);

    m_sheet = new QComboBox(this);
    m_sheetChoice = addChoice(*grid, 0, tr("&Sheet:"), m_sheet, u"sheetChoice"_s);

    auto *header = new QWidget(this);
    auto *headerLayout = new QHBoxLayout(header);
    headerLayout->setContentsMargins(0, 0, 0, 0);
    m_headerRow = new QSpinBox(header);
    m_headerRow->setObjectName(u"headerRow"_s);
    m_headerRow->setRange(0, 1'000'000);
    m_headerRow->setSpecialValueText(tr("None"));
    m_headerRow->setKeyboardTracking(false);
    m_useRow = new QPushButton(tr("&Use selected row"), header);
    m_useRow->setObjectName(u"useRowAsHeader"_s);
    m_useRow->setToolTip(
        tr("The row that is selected in the preview becomes the header. A double-click on its number does the same."));
    giveRoom(*m_useRow);
    headerLayout->addWidget(m_headerRow, 1);
    headerLayout->addWidget(m_useRow);
    m_headerChoice = addChoice(*grid, 1, tr("Hea&der row:"), header, u"headerChoice"_s);
    m_headerChoice.label->setBuddy(m_headerRow);
    m_headerRow->setAccessibleName(tr("Header row"));

    m_encoding = new QComboBox(this);
    m_encodingChoice = addChoice(*grid, 2, tr("E&ncoding:"), m_encoding, u"encodingChoice"_s);
    m_separator = new QComboBox(this);
    m_separatorChoice = addChoice(*grid, 3, tr("Se&parator:"), m_separator, u"separatorChoice"_s);
    m_quote = new QComboBox(this);
    m_quoteChoice = addChoice(*grid, 4, tr("&Quote:"), m_quote, u"quoteChoice"_s);

    connect(m_sheet, &QComboBox::activated, this, [this] {
        sheet::ReadingOptions next = options();
        next.sheet = m_sheet->currentData().toString();
        next.headerRow.reset(); // another sheet has another header
        Q_EMIT optionsChanged(next);
    });
    connect(m_headerRow, &QSpinBox::valueChanged, this, [this](int row) { useRowAsHeader(row); });
    connect(m_useRow, &QPushButton::clicked, this, [this] {
        if (m_view->currentIndex().isValid())
            useRowAsHeader(m_model->sheetRow(m_view->currentIndex().row()));
    });
    connect(m_encoding, &QComboBox::activated, this, [this] {
        sheet::ReadingOptions next = options();
        const QVariant chosen = m_encoding->currentData();
        next.encoding = chosen.isValid() ? std::optional<QString>(chosen.toString()) : std::nullopt;
        Q_EMIT optionsChanged(next);
    });
    connect(m_separator, &QComboBox::activated, this, [this] {
        sheet::ReadingOptions next = options();
        const QString chosen = m_separator->currentData().toString();
        next.separator = chosen.isEmpty() ? std::nullopt : std::optional<QString>(chosen);
        Q_EMIT optionsChanged(next);
    });
    connect(m_quote, &QComboBox::activated, this, [this] {
        sheet::ReadingOptions next = options();
        const QVariant chosen = m_quote->currentData();
        if (!chosen.isValid())
            next.quote.reset();
        else
            next.quote = chosen.toString().isEmpty() ? '\0' : chosen.toString().at(0).toLatin1();
        Q_EMIT optionsChanged(next);
    });
}

FilePage::Choice FilePage::addChoice(
    QGridLayout &grid, int row, const QString &text, QWidget *control, const QString &name)
{
    auto *label = new QLabel(text, this);
    label->setBuddy(control);
    control->setObjectName(name);
    control->setMinimumWidth(fontMetrics().averageCharWidth() * 32);
    control->setMaximumWidth(fontMetrics().averageCharWidth() * 44);
    auto *why = new QLabel(this);
    why->setTextFormat(Qt::PlainText);
    why->setWordWrap(true);
    why->setForegroundRole(QPalette::PlaceholderText);
    grid.addWidget(label, row, 0);
    grid.addWidget(control, row, 1);
    grid.addWidget(why, row, 2);
    return {label, control, why};
}

QString FilePage::title() const
{
    return tr("Is this the right sheet, read the right way?");
}

QString FilePage::subtitle() const
{
    return m_session.document() ? QFileInfo(m_session.document()->source.path).fileName() : QString();
}

QWidget *FilePage::firstControl() const
{
    return m_view;
}

void FilePage::activatePrimary()
{
    Q_EMIT continueRequested();
}

sheet::ReadingOptions FilePage::options() const
{
    return m_session.document() ? m_session.document()->options : sheet::ReadingOptions();
}

void FilePage::useRowAsHeader(int sheetRow)
{
    sheet::ReadingOptions next = options();
    next.headerRow = sheetRow;
    Q_EMIT optionsChanged(next);
}

void FilePage::showDocument()
{
    Q_EMIT titleChanged();
    if (!m_session.document()) {
        m_model->setTable(nullptr);
        showFacts();
        return;
    }
    const sheet::Document &document = *m_session.document();
    const sheet::ReadingReport &report = document.report;
    const bool isText = report.format == sheet::Format::Csv;

    const QSignalBlocker quietSheet(m_sheet);
    const QSignalBlocker quietHeader(m_headerRow);
    m_sheet->clear();
    for (const sheet::SheetInfo &info : report.sheets)
        m_sheet->addItem(info.hidden ? tr("%1 (hidden)").arg(info.name) : info.name, info.name);
    m_sheet->setCurrentIndex(m_sheet->findData(report.sheet));
    m_sheetChoice.why->setText(report.whySheet);
    m_headerRow->setValue(report.headerRow);
    m_headerChoice.why->setText(report.whyHeaderRow);

    QList<std::pair<QString, QString>> choices;
    for (const char *encoding : encodings)
        choices.append({QString::fromLatin1(encoding), QString::fromLatin1(encoding)});
    fill(*m_encoding, report.encoding, choices, document.options.encoding);
    m_encodingChoice.why->setText(report.whyEncoding);

    const auto letter = [](const std::optional<char> &chosen) {
        if (!chosen)
            return std::optional<QString>();
        return std::optional<QString>(*chosen == '\0' ? u""_s : QString(QLatin1Char(*chosen)));
    };
    fill(*m_separator, separatorName(report.separator),
        {{tr("Comma  ,"), u","_s}, {tr("Semicolon  ;"), u";"_s}, {tr("Tab"), u"\t"_s}, {tr("Vertical bar  |"), u"|"_s}},
        document.options.separator);
    m_separatorChoice.why->setText(report.whySeparator);
    fill(*m_quote, quoteName(report.quote),
        {{tr("Double quote  \""), u"\""_s}, {tr("Single quote  '"), u"'"_s}, {tr("No quotes"), u""_s}},
        letter(document.options.quote));
    m_quoteChoice.why->setText(report.whyQuote);

    for (const Choice &choice : {m_encodingChoice, m_separatorChoice, m_quoteChoice}) {
        choice.label->setVisible(isText);
        choice.control->setVisible(isText);
        choice.why->setVisible(isText);
    }
    for (QWidget *widget :
        std::initializer_list<QWidget *>{m_sheetChoice.label, m_sheetChoice.control, m_sheetChoice.why})
        widget->setVisible(!isText);

    m_onlyDamaged->setChecked(false);
    m_model->setTable(document.table);
    if (m_model->rowCount() > 0)
        m_view->setCurrentIndex(m_model->index(0, 0)); // an assistive reader needs one from the start
    showFacts();
}

void FilePage::showReading()
{
    if (m_session.isReading()) {
        const QString name = QFileInfo(m_session.readingPath()).fileName();
        m_busy->begin(
            tr("Reading %1…").arg(name), [this] { return m_session.readingProgress(); },
            [](qint64 done, qint64 total) { return tr("%1 of %2").arg(fileSize(done), fileSize(total)); });
    } else {
        m_busy->end();
    }
    showFacts();
}

void FilePage::showFacts()
{
    Footer footer;
    footer.primary = tr("Continue: match columns");
    if (m_session.isReading())
        footer.reason = tr("The file is being read.");
    m_useRow->setEnabled(m_session.document().has_value() && m_model->rowCount() > 0);
    if (!m_session.document()) {
        m_facts->clear();
        m_onlyDamaged->hide();
        setFooter(footer);
        return;
    }
    const sheet::Table &table = *m_session.document()->table;
    const int rows = static_cast<int>(table.rowCount());
    QStringList facts{tr("%Ln row(s)", nullptr, rows), tr("%Ln column(s)", nullptr, table.columnCount())};
    if (table.blankRows() > 0)
        facts.append(tr("%Ln blank row(s) ignored", nullptr, static_cast<int>(table.blankRows())));
    m_facts->setText(facts.join(u"  ·  "_s));
    int damaged = 0;
    const auto &list = table.damagedRows();
    for (std::size_t i = 0; i < list.size(); ++i)
        damaged += i == 0 || list[i].row != list[i - 1].row ? 1 : 0;
    m_onlyDamaged->setVisible(damaged > 0);
    m_onlyDamaged->setText(tr("Show &only the %Ln row(s) with damage", nullptr, damaged));
    if (!m_session.isReading()) {
        footer.enabled = rows > 0;
        if (rows == 0)
            footer.reason = tr("The sheet has no rows below its header. Choose another sheet or header row.");
        else if (table.columnCount() == 1 && m_session.document()->report.format == sheet::Format::Csv)
            footer.reason = tr("Everything stands in one column. If that is wrong, choose another separator.");
    }
    setFooter(footer);
}

} // namespace callsheet::ui
