#include "api/aidenid/cursor.hpp"

#include <cstring>

#include "storage/crypto/base64url.hpp"
#include "storage/crypto/constant_time.hpp"

namespace carnet::aidenid {
namespace {

constexpr std::size_t place_bytes = sizeof(std::uint64_t);
constexpr std::size_t tag_bytes = 16;

std::string place_text(std::uint64_t before) {
  std::string text(place_bytes, '\0');
  std::memcpy(text.data(), &before, place_bytes);
  return text;
}

std::string tag_of(const call& c, std::string_view list, std::string_view place) {
  std::string content(list);
  content.push_back('\0');
  content.append(place);
  return c.app.core.hashes().cursor(c.caller.project.text, content);
}

}  // namespace

std::string make_cursor(const call& c, std::string_view list, std::uint64_t before) {
  const std::string place = place_text(before);
  return crypto::base64url_encode(place + tag_of(c, list, place));
}

std::optional<std::uint64_t> read_cursor(const call& c, std::string_view list,
                                         std::string_view cursor) {
  const auto bytes = crypto::base64url_decode(cursor);
  if (!bytes || bytes->size() != place_bytes + tag_bytes) return std::nullopt;
  const std::string place = bytes->substr(0, place_bytes);
  if (!crypto::constant_time_equal(tag_of(c, list, place), bytes->substr(place_bytes)))
    return std::nullopt;
  std::uint64_t before = 0;
  std::memcpy(&before, place.data(), place_bytes);
  return before;
}

std::optional<page_request> read_page(const call& c, http::query_reader& query,
                                      std::string_view list, page_limits limits,
                                      http::exchange& reply) {
  page_request page;
  page.limit =
      static_cast<std::size_t>(query.integer("limit", 1, limits.most).value_or(limits.usual));
  const auto cursor = query.text("cursor", 256);
  if (auto bad = query.finish()) {
    reply.send(std::move(*bad));
    return std::nullopt;
  }
  if (!cursor) return page;
  const auto before = read_cursor(c, list, *cursor);
  if (!before) {
    reply.send(http::problem{http::error_code::invalid_cursor, {}, "cursor"});
    return std::nullopt;
  }
  page.before = *before;
  return page;
}

void write_meta(http::json_writer& json, const std::optional<std::string>& cursor,
                std::uint64_t total) {
  json.key("meta");
  json.begin_object();
  json.member("cursor", cursor);
  json.member("hasMore", cursor.has_value());
  json.member("total", total);
  json.end_object();
}

}  // namespace carnet::aidenid
