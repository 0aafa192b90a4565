// Paging cursors: where the next page starts, bound to project and list, authenticated. Base64url,
// no padding.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/aidenid/call.hpp"
#include "api/http/json_writer.hpp"
#include "api/http/query_reader.hpp"

namespace carnet::aidenid {

// `list` names what is paged, with everything that selects it, so that a cursor fits no other list.
std::string make_cursor(const call& c, std::string_view list, std::uint64_t before);

// The place a cursor stands for; nothing when it was changed or belongs elsewhere.
std::optional<std::uint64_t> read_cursor(const call& c, std::string_view list,
                                         std::string_view cursor);

// The paging of a request: where to start (the newest when there is no cursor) and how many to
// give.
struct page_request {
  std::uint64_t before = UINT64_MAX;
  std::size_t limit = 0;
};
struct page_limits {
  std::int64_t most;
  std::int64_t usual;
};
// Reads `cursor` and `limit`; answers `reply` and gives nothing when they are wrong.
std::optional<page_request> read_page(const call& c, http::query_reader& query,
                                      std::string_view list, page_limits limits,
                                      http::exchange& reply);

// "meta": {cursor, hasMore, total}.
void write_meta(http::json_writer& json, const std::optional<std::string>& cursor,
                std::uint64_t total);

}  // namespace carnet::aidenid
