// The two forms of the server's log on standard error.
#pragma once

#include <spdlog/formatter.h>

#include <memory>

namespace carnet::api::cli {

/// One JSON object a line with time, level, thread and msg; valid JSON whatever a message holds
/// (RFC 8259, section 7): a byte that is not UTF-8 becomes U+FFFD.
std::unique_ptr<spdlog::formatter> json_log_lines();

/// Time, level and the message as it is.
std::unique_ptr<spdlog::formatter> plain_log_lines();

}  // namespace carnet::api::cli
