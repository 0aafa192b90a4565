// A webhook endpoint as the API shows it, and the members that register and update share.
#pragma once

#include <optional>
#include <string>

#include "api/aidenid/call.hpp"
#include "api/http/body_reader.hpp"
#include "api/http/json_writer.hpp"
#include "producers/content/content.hpp"
#include "projections/webhook/rows.hpp"

namespace carnet::aidenid {

// The endpoint of the path's {id}, if it is the caller's.
std::optional<projections::webhook_row> path_webhook(const call& c);

http::problem no_webhook();

// URL, description and tags; empty when they can not be opened.
producers::webhook_target open_target(const call& c, const projections::webhook_row& row);

// The whole object; `secret` only where it is given out. `pending` = events behind the cursor.
void write_webhook(http::json_writer& json, const projections::webhook_row& row,
                   const producers::webhook_target& target, std::uint64_t pending,
                   const std::string& secret = {});

// What a body says about an endpoint; members that are absent leave what was there.
struct webhook_wish {
  producers::webhook_target target;
  webhook_settings settings;
  std::optional<bool> enabled;
};
void read_webhook(http::body_reader& body, const call& c, bool url_required, webhook_wish& wish);

// Names a delivery's outcome: "delivered", "retrying", "exhausted".
std::string_view to_name(projections::delivery_state state);

// Why an attempt failed, for people; null when it did not.
void write_error(http::json_writer& json, std::string_view name, delivery_error error,
                 std::uint16_t status);

}  // namespace carnet::aidenid
