// "v1;node;unix time;request id;address;scheme;once;body hash;authenticator". No field can hold a
// semicolon; the node's name, which an operator chooses, is written without one.
#include "producers/peer/forwarded_mark.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdlib>

#include "storage/crypto/constant_time.hpp"
#include "storage/crypto/hex.hpp"
#include "storage/crypto/sha256.hpp"

namespace carnet::peers {
namespace {

constexpr std::string_view version = "v1";
constexpr std::size_t field_count = 9;
constexpr std::size_t mark_bytes_max = 1024;
constexpr std::size_t node_bytes_max = 128;

std::string plain(std::string_view name) {
  std::string out(name.substr(0, node_bytes_max));
  for (char& c : out) {
    if (c <= ' ' || c > '~' || c == ';') c = '_';
  }
  return out;
}

std::optional<std::array<std::string_view, field_count>> split(std::string_view text) {
  std::array<std::string_view, field_count> fields;
  for (std::size_t n = 0; n < field_count; ++n) {
    const auto end = text.find(';');
    if ((end == std::string_view::npos) != (n + 1 == field_count)) return std::nullopt;
    fields[n] = text.substr(0, end);
    if (n + 1 < field_count) text.remove_prefix(end + 1);
  }
  return fields;
}

bool is_fresh(std::string_view text, std::int64_t unix_s) {
  std::int64_t sent = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), sent);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() && sent >= 0 &&
         std::abs(unix_s - sent) <= mark_age_max_s;
}

}  // namespace

std::string mark_writer::seal(std::string_view text, std::string_view method,
                              std::string_view target) const {
  const auto tag = hmac_(fmt::format("{}\n{}\n{}", method, target, text));
  return crypto::hex_encode(crypto::as_view(tag));
}

std::string mark_writer::write(const forwarded_mark& mark, std::string_view method,
                               std::string_view target, std::int64_t unix_s) const {
  const std::string text = fmt::format(
      "{};{};{};{};{};{};{};{}", version, plain(mark.node), unix_s, plain(mark.request_id),
      plain(mark.peer), mark.secure ? "https" : "http", plain(mark.once), mark.body_hash);
  return text + ";" + seal(text, method, target);
}

std::optional<forwarded_mark> mark_writer::read(std::string_view value, std::string_view method,
                                                std::string_view target,
                                                std::int64_t unix_s) const {
  if (value.empty() || value.size() > mark_bytes_max) return std::nullopt;
  const auto fields = split(value);
  if (!fields || (*fields)[0] != version) return std::nullopt;
  const std::string_view sealed = value.substr(0, value.rfind(';'));
  if (!crypto::constant_time_equal(seal(sealed, method, target), fields->back())) {
    return std::nullopt;
  }
  if (!is_fresh((*fields)[2], unix_s)) return std::nullopt;
  forwarded_mark mark;
  mark.node = (*fields)[1];
  mark.request_id = (*fields)[3];
  mark.peer = (*fields)[4];
  mark.secure = (*fields)[5] == "https";
  mark.once = (*fields)[6];
  mark.body_hash = (*fields)[7];
  return mark;
}

std::string body_hash_of(std::string_view body) {
  return crypto::hex_encode(crypto::as_view(crypto::sha256(body)));
}

}  // namespace carnet::peers
