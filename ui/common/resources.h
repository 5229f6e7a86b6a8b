#pragma once

namespace callsheet::ui {

//! Makes icons, samples and translations of this library reachable under ":/"; the linker would drop them otherwise.
void loadResources();

} // namespace callsheet::ui
