#include "api/cli/log_lines.hpp"

#include <spdlog/pattern_formatter.h>

#include <string>

#include "api/http/json_writer.hpp"

namespace carnet::api::cli {
namespace {

// Error texts quote file names, addresses and what other libraries say.
class json_text final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& line, const std::tm&,
              spdlog::memory_buf_t& out) override {
    std::string text;
    http::append_json_string(text, {line.payload.data(), line.payload.size()});
    out.append(text.data(), text.data() + text.size());
  }

  std::unique_ptr<custom_flag_formatter> clone() const override {
    return std::make_unique<json_text>();
  }
};

}  // namespace

std::unique_ptr<spdlog::formatter> json_log_lines() {
  auto lines = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
  lines->add_flag<json_text>('*').set_pattern(
      R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l","thread":%t,"msg":%*})");
  return lines;
}

std::unique_ptr<spdlog::formatter> plain_log_lines() {
  return std::make_unique<spdlog::pattern_formatter>("%Y-%m-%dT%H:%M:%S.%eZ %l %v",
                                                     spdlog::pattern_time_type::utc);
}

}  // namespace carnet::api::cli
