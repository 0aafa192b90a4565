// Trailer fields of a chunked body arrive through the same callback as header fields; they are
// counted and dropped, so that nothing after the body can pose as a checked header.
#include "api/http/request_parser.hpp"

namespace carnet::http {
namespace {

namespace beast = boost::beast::http;

// The shortest chunked body there is, "0" and two line ends.
constexpr std::size_t chunked_bytes_min = 5;
constexpr std::size_t body_reserve_bytes_max = 64 * 1024;

method method_of(beast::verb verb) {
  switch (verb) {
    case beast::verb::get:
      return method::get;
    case beast::verb::head:
      return method::head;
    case beast::verb::post:
      return method::post;
    case beast::verb::put:
      return method::put;
    case beast::verb::patch:
      return method::patch;
    case beast::verb::delete_:
      return method::del;
    case beast::verb::options:
      return method::options;
    default:
      return method::other;
  }
}

// RFC 9112, section 3.2.2: a server accepts the absolute form too.
std::string_view origin_form(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const std::size_t slash = target.find('/', scheme.size());
    return slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
  }
  return target;
}

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace

request_parser::request_parser(request& into, parse_listener& listener,
                               std::size_t header_bytes_max)
    : into_(into), listener_(listener), header_bytes_max_(header_bytes_max) {
  header_limit(static_cast<std::uint32_t>(header_bytes_max));
  eager(true);
}

// Beast asserts that a last chunk it has looked at comes again with five bytes at least, which
// holds only behind another chunk.
std::size_t request_parser::put(boost::asio::const_buffer bytes, error_code_type& ec) {
  if (head_done_ && chunked() && !chunk_seen_ && bytes.size() < chunked_bytes_min) {
    ec = beast::error::need_more;
    return 0;
  }
  return basic_parser::put(bytes, ec);
}

void request_parser::on_request_impl(beast::verb verb, text, text target, int version,
                                     error_code_type&) {
  version_ = version;
  into_.verb = method_of(verb);
  into_.target.assign(target.data(), target.size());
  const std::string_view whole = origin_form(into_.target);
  into_.path = whole.substr(0, whole.find('?'));
  body_limit(listener_.on_request_line());
}

void request_parser::on_response_impl(int, text, int, error_code_type&) {}

void request_parser::on_field_impl(beast::field name, text name_text, text value,
                                   error_code_type& ec) {
  field_bytes_ += name_text.size() + value.size() + 4;
  if (into_.target.size() + field_bytes_ > header_bytes_max_) {
    ec = beast::error::header_limit;
    return;
  }
  if (head_done_) return;
  if (name == beast::field::transfer_encoding && !equal_ignoring_case(view(value), "chunked")) {
    ec = beast::error::bad_transfer_encoding;
    return;
  }
  if (name == beast::field::host && into_.headers.has("host")) {
    ec = beast::error::bad_field;
    return;
  }
  if (!into_.headers.add(view(name_text), view(value))) ec = beast::error::header_limit;
}

void request_parser::on_header_impl(error_code_type& ec) {
  head_done_ = true;
  // RFC 9112, section 3.2: HTTP/1.1 without Host is a bad request.
  if (version_ >= 11 && !into_.headers.has("host")) {
    ec = beast::error::bad_field;
    return;
  }
  if (!listener_.on_head()) ec = beast::error::stale_parser;
}

void request_parser::on_body_init_impl(const boost::optional<std::uint64_t>& length,
                                       error_code_type&) {
  // A claimed length reserves little; the rest of the memory has to be earned by sending it.
  if (length) into_.body.reserve(std::min<std::size_t>(*length, body_reserve_bytes_max));
}

std::size_t request_parser::on_body_impl(text part, error_code_type&) {
  if (listener_.on_body_part(part.size())) into_.body.append(part.data(), part.size());
  return part.size();
}

void request_parser::on_chunk_header_impl(std::uint64_t, text, error_code_type&) {
  chunk_seen_ = true;
}

std::size_t request_parser::on_chunk_body_impl(std::uint64_t, text part, error_code_type& ec) {
  return on_body_impl(part, ec);
}

void request_parser::on_finish_impl(error_code_type&) {}

}  // namespace carnet::http
