#include "api/cluster/relayed_answer.hpp"

#include <fmt/format.h>

#include <charconv>

#include "api/http/errors.hpp"
#include "api/http/header_list.hpp"
#include "api/http/stream_wake.hpp"

namespace carnet::cluster {
namespace {

// Goes on as fast as the other node sends and the client takes.
class relayed_body final : public http::body_source {
 public:
  relayed_body(std::string first, std::shared_ptr<peers::answer_rest> rest)
      : first_(std::move(first)), rest_(std::move(rest)) {}
  ~relayed_body() override { rest_->abandon(); }

  void begin(std::shared_ptr<http::stream_wake> wake) override {
    rest_->on_more([wake = std::move(wake)] { wake->wake(); });
  }

  http::flow next(std::string& into) override {
    if (!first_.empty()) {
      into = std::exchange(first_, {});
      return http::flow::more;
    }
    using enum peers::answer_rest::state;
    switch (rest_->take(into, piece_bytes)) {
      case flowing:
        return into.empty() ? http::flow::waits : http::flow::more;
      case ended:
        return http::flow::ends;
      case broken:
        break;
    }
    return http::flow::breaks;
  }

 private:
  std::string first_;
  const std::shared_ptr<peers::answer_rest> rest_;
};

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

http::response relayed_answer(peers::peer_answer&& from, bool head) {
  http::response out{.status = static_cast<int>(from.status)};
  std::string text = fmt::format("HTTP/1.1 {} {}\r\n", from.status, from.reason);
  for (const auto& [name, value] : from.fields) {
    const bool is_length = http::equal_ignoring_case(name, "content-length");
    if (is_length) out.length = number(value);
    if (!is_length || head) text.append(name).append(": ").append(value).append("\r\n");
  }
  out.relayed_head = std::move(text);
  if (from.rest) {
    out.stream = std::make_shared<relayed_body>(std::move(from.body), std::move(from.rest));
  } else {
    out.body = std::move(from.body);
  }
  return out;
}

bool says_not_owner(const peers::peer_answer& answer) {
  const auto& row = http::row_of(http::error_code::not_owner);
  if (answer.end != peers::exchange_end::answered) return false;
  if (answer.status != static_cast<unsigned>(row.status)) return false;
  return answer.body.starts_with(fmt::format(R"({{"code":"{}",)", row.text));
}

}  // namespace carnet::cluster
