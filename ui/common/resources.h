#pragma once

namespace callsheet::ui {

//! Makes icons and samples of this library reachable under ":/"; the linker would drop them otherwise.
void loadResources();

} // namespace callsheet::ui
