#include "core/runs/mask_numbers.h"

#include "core/base/example_number.h"

#include <QRegularExpression>

#include <algorithm>

namespace callsheet::runs {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype digitsLeft = 3;

qsizetype digitCount(QStringView text)
{
    return std::count_if(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
}

} // namespace

QString maskedNumber(const QString &number)
{
    QString masked = number;
    qsizetype hidden = std::max<qsizetype>(digitCount(number) - digitsLeft, 0);
    for (QChar &c : masked) {
        if (c.isDigit() && hidden > 0) {
            c = u'•';
            --hidden;
        }
    }
    return masked;
}

QString withMaskedNumbers(const QString &text)
{
    // Digits behind a plus; many digits in a row; three groups and more. Never a part of a word (an id, a hash), never
    // a date, and not "100000-200000", which are rows.
    static const QRegularExpression number(
        uR"((?<![\p{L}\p{N}])(?!\d{4}-\d\d-\d\d)(?:\+[\d(][\d ().\-/]{5,}\d|\(?\d{2,6}\)?(?:[ .\-/]\(?\d{2,6}\)?){2,}|\d{7,})(?![\p{L}\p{N}]))"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    constexpr qsizetype fewestDigits = 7;
    QString masked;
    qsizetype done = 0;
    for (auto found = number.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        if (digitCount(match.capturedView()) < fewestDigits || match.capturedView() == base::exampleNumber)
            continue;
        masked += QStringView(text).sliced(done, match.capturedStart() - done);
        masked += maskedNumber(match.captured());
        done = match.capturedEnd();
    }
    return masked + QStringView(text).sliced(done).toString();
}

} // namespace callsheet::runs
