// One answer as a handler gives it. The server adds the status line and every header that all
// answers share (ids, rate limit, date, length, CORS).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "api/http/body_source.hpp"
#include "api/http/errors.hpp"

namespace carnet::http {

inline constexpr std::string_view json_type = "application/json";

struct response {
  int status = 200;
  std::string body = {};
  std::string_view content_type = json_type;  // static text; ignored when the body is empty
  std::vector<std::pair<std::string_view, std::string>> headers = {};  // names are static texts
  bool no_store = false;                     // adds Cache-Control: no-store
  std::shared_ptr<body_source> stream = {};  // in place of `body`: produced while it is sent
  /// Of another node's answer: status line and fields but for the length, each ending in CRLF, sent
  /// as they are in place of those that all answers share.
  std::string relayed_head = {};
  std::optional<std::uint64_t> length = {};  // of the streamed body, where it is known
};

/// What an exchange can be answered with.
using outcome = std::variant<response, problem>;

}  // namespace carnet::http
