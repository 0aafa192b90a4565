// HTTP requests: the parser gives the same verdict, method, path, headers and body however the
// bytes are cut into pieces. A difference would be a way to smuggle a request.
#include <boost/asio/buffer.hpp>

#include <cstdlib>

#include "api/http/request_parser.hpp"

namespace {

using namespace carnet::http;

struct keeper final : parse_listener {
  std::uint64_t on_request_line() override { return 4096; }
  bool on_head() override { return true; }
  bool on_body_part(std::size_t) override { return true; }
};

struct verdict {
  request parsed;
  bool done = false;
  bool broken = false;
  std::size_t used = 0;
};

void parse(std::string_view text, std::size_t piece, verdict& into) {
  keeper listener;
  request_parser parser(into.parsed, listener, 2048);
  std::size_t end = std::min(piece, text.size());
  while (!into.broken && !parser.is_done()) {
    boost::beast::error_code failed;
    const std::string_view seen = text.substr(into.used, end - into.used);
    if (!seen.empty()) into.used += parser.put(boost::asio::buffer(seen), failed);
    into.broken = failed && failed != boost::beast::http::error::need_more;
    if (end == text.size()) break;
    end = std::min(end + piece, text.size());
  }
  into.done = !into.broken && parser.is_done();
}

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  verdict whole;
  verdict pieces;
  parse(text, text.size(), whole);
  parse(text, 1 + bytes[0] % 64, pieces);
  // A piece may show a mistake that the whole would show only after more bytes, never the reverse.
  if (!whole.done || pieces.broken) return 0;
  require(pieces.done);
  require(whole.used == pieces.used);
  require(whole.parsed.verb == pieces.parsed.verb && whole.parsed.path == pieces.parsed.path);
  require(whole.parsed.headers.size() == pieces.parsed.headers.size());
  require(whole.parsed.body == pieces.parsed.body);
  return 0;
}
