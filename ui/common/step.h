#pragma once

namespace callsheet::ui {

//! The places of the sidebar, in its order.
enum class Step { File, Match, Check, Send, Runs };
constexpr int stepCount = 5;

} // namespace callsheet::ui
