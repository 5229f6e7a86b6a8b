#pragma once

namespace callsheet::base {

//! Installs the catalogue of the person's language, or the English one: without it "1 row(s)" would be said. There must
//! be an application.
void installCatalogue();

} // namespace callsheet::base
