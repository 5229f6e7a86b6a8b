#pragma once

#include "app/cli/reading_options.h"

#include "core/check/check_rows.h"

namespace callsheet::app {

//! A sheet that was opened, matched and checked, as `check` and `send` both need it.
struct Prepared {
    sheet::Document document;
    check::CheckInput input;
    std::shared_ptr<const check::Report> report;
};

//! --variables, --mapping, --country and the reading options.
QStringList preparingOptionNames();
base::Result<Prepared> prepare(const Arguments &arguments);

} // namespace callsheet::app
