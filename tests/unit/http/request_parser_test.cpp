// Requests that arrive in pieces are read as if they had come at once. The assertions of the parser
// below ours count as well: they are on in sanitized builds.
#include "api/http/request_parser.hpp"

#include <gtest/gtest.h>

namespace carnet::http {
namespace {

struct keeper final : parse_listener {
  std::uint64_t on_request_line() override { return 4096; }
  bool on_head() override { return true; }
  bool on_body_part(std::size_t) override { return true; }
};

// The body of `text`, offered `piece` more bytes at a time; "not done" unless it is whole.
std::string body_of(std::string_view text, std::size_t piece) {
  keeper listener;
  request parsed;
  request_parser parser(parsed, listener, 2048);
  std::size_t used = 0;
  for (std::size_t end = 0; end < text.size() && !parser.is_done();) {
    end = std::min(end + piece, text.size());
    boost::beast::error_code failed;
    const auto seen = text.substr(used, end - used);
    used += parser.put(boost::asio::buffer(seen), failed);
    if (failed && failed != boost::beast::http::error::need_more) return failed.message();
  }
  return parser.is_done() && used == text.size() ? parsed.body : "not done";
}

TEST(RequestParser, ReadsBodiesInPiecesOfAnySize) {
  const std::string head = "POST /v1 HTTP/1.1\r\nHost: a\r\n";
  const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
  const struct {
    std::string text;
    const char* body;
  } table[] = {
      {chunked + "0\r\n\r\n", ""},
      {chunked + "0\r\nTrailer: x\r\n\r\n", ""},
      {chunked + "000;a=b\r\n\r\n", ""},
      {chunked + "3\r\nabc\r\n0\r\n\r\n", "abc"},
      {chunked + "1\r\na\r\n2;x\r\nbc\r\n0\r\nTrailer: x\r\n\r\n", "abc"},
      {head + "Content-Length: 3\r\n\r\nabc", "abc"},
      {head + "\r\n", ""},
  };
  for (const auto& row : table) {
    for (std::size_t piece = 1; piece <= row.text.size(); ++piece) {
      EXPECT_EQ(body_of(row.text, piece), row.body) << piece << " of " << row.text;
    }
  }
}

}  // namespace
}  // namespace carnet::http
