// Decoding of what stands in the request line.
#include "api/http/request.hpp"

#include "api/http/json_writer.hpp"

namespace carnet::http {
namespace {

constexpr std::size_t query_pairs_max = 128;
constexpr std::size_t kept_body_bytes_max = 64 * 1024;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

bool percent_decode(std::string_view text, bool plus_is_space, std::string& into) {
  into.clear();
  into.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      into += ' ';
    } else if (text[i] != '%') {
      into += text[i];
    } else {
      if (i + 2 >= text.size()) return false;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return false;
      into += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return true;
}

bool is_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const std::size_t length = utf8_sequence_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

bool parse_query(std::string_view text, std::vector<named_text>& into) {
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), pair.size() + 1));
    if (pair.empty()) continue;
    if (into.size() >= query_pairs_max) return false;
    const std::size_t equals = pair.find('=');
    auto& [name, value] = into.emplace_back();
    const bool decoded =
        percent_decode(pair.substr(0, equals), true, name) &&
        (equals == std::string_view::npos || percent_decode(pair.substr(equals + 1), true, value));
    if (!decoded || !is_utf8(name) || !is_utf8(value)) return false;
  }
  return true;
}

std::string_view request::path_param(std::string_view name) const {
  for (const auto& [key, value] : path_params) {
    if (key == name) return value;
  }
  return {};
}

void request::settle() {
  admission.release();
  principal.reset();
  if (body.capacity() <= kept_body_bytes_max) return;
  body.clear();
  body.shrink_to_fit();
}

void request::clear() {
  settle();
  verb = method::other;
  target.clear();
  path = {};
  query.clear();
  path_params.clear();
  headers.clear();
  body.clear();
  request_id.clear();
  trace_id.clear();
  root_span_id.clear();
  matched = nullptr;
  rate = {};
  api_version = {};
  ignored_fields.clear();
  hop.reset();
  doubt = http::doubt::none;
  uncounted = false;
  as_owner = false;
  runs = 0;
}

}  // namespace carnet::http
