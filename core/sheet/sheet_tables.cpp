#include "core/sheet/sheet_tables.h"

namespace callsheet::sheet {

} // namespace callsheet::sheet
