#include <QApplication>
#include <QLocale>
#include <QLoggingCategory>
#include <QStandardPaths>

#include <gtest/gtest.h>

#include <cstdio>

namespace {

// A warning of our own categories, or of Qt's model tester, is a defect: it fails the test that caused it.
void failOnOurWarnings(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QByteArray category(context.category);
    std::fprintf(stderr, "%s: %s\n", category.constData(), qPrintable(message));
    if (type >= QtWarningMsg && type != QtInfoMsg && (category.startsWith("callsheet.") || category == "qt.modeltest"))
        ADD_FAILURE() << category.constData() << ": " << qPrintable(message);
}

} // namespace

int main(int argc, char **argv)
{
    ::testing::InitGoogleTest(&argc, argv);
    if (GTEST_FLAG_GET(list_tests))
        return RUN_ALL_TESTS(); // discovery at build time has no display and needs none
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    // The keychain of whoever runs the tests is left alone, also by the programs that are started.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/callsheet");
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Callsheet"));
    QApplication::setApplicationName(QStringLiteral("callsheet-tests"));
    qInstallMessageHandler(failOnOurWarnings);
    return RUN_ALL_TESTS();
}
