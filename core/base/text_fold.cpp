#include "core/base/text_fold.h"

namespace callsheet::base {

QString foldHeading(const QString &text)
{
    // Compatibility decomposition splits accents off and turns full-width forms into plain ones.
    const QString decomposed = text.normalized(QString::NormalizationForm_KD);
    QString folded;
    bool wordEnded = false;
    bool previousWasLower = false;
    for (const QChar c : decomposed) {
        if (c.category() == QChar::Mark_NonSpacing || c.category() == QChar::Mark_Enclosing)
            continue;
        if (!c.isLetterOrNumber() && !c.isSurrogate()) {
            wordEnded = true;
            previousWasLower = false;
            continue;
        }
        const bool camelHump = c.isUpper() && previousWasLower;
        if ((wordEnded || camelHump) && !folded.isEmpty())
            folded += u' ';
        wordEnded = false;
        previousWasLower = c.isLower() || c.isDigit();
        folded += c.isSurrogate() ? QString(c) : QString(c).toCaseFolded();
    }
    return folded;
}

} // namespace callsheet::base
