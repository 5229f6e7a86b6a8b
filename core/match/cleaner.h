#pragma once

#include "core/match/clean_up.h"

#include <QRegularExpression>

#include <string>
#include <string_view>
#include <vector>

namespace callsheet::match {

//! The clean-ups of one variable, ready for many values. One object a thread.
class Cleaner {
public:
    explicit Cleaner(const QList<CleanUp> &cleanUps = {});

    bool isEmpty() const { return m_steps.empty(); }
    //! The value after all of them: itself where nothing changes or its bytes are no UTF-8, else a view into `scratch`.
    std::string_view clean(std::string_view value, std::string &scratch);
    //! True when the last value was given up, since a regular expression took too many steps over it. It came back as
    //! it was.
    bool gaveUp() const { return m_gaveUp; }

private:
    struct Step {
        CleanUp cleanUp;
        QRegularExpression pattern; // with ReplacePattern
    };

    QString done(const Step &step, const QString &value);
    QString replaced(const Step &step, const QString &value);

    std::vector<Step> m_steps;
    bool m_spacesOnly = false;
    bool m_gaveUp = false;
};

} // namespace callsheet::match
