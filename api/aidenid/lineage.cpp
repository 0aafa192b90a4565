// The tree an identity belongs to. A small one is answered at once, a large one by the worker, page
// by page: its members are listed each behind its parent.
#include "projections/identity/lineage.hpp"

#include "api/aidenid/cursor.hpp"
#include "api/aidenid/handlers.hpp"
#include "api/aidenid/identity_view.hpp"
#include "api/aidenid/time_text.hpp"
#include "api/tasks/task_thread.hpp"

namespace carnet::aidenid {
namespace {

using projections::identity_row;
using projections::lineage_walk;

constexpr std::int64_t nodes_max = 10'000;
constexpr std::size_t nodes_at_once = 200;  // what an event loop may spend on one answer
constexpr std::uint64_t id_alphabet_bits = 5;
constexpr std::string_view id_alphabet = "abcdefghijklmnopqrstuvwxyz234567";

struct lineage_page {
  identity_id root;
  std::optional<identity_id> after;
  std::size_t limit = nodes_max;
  bool paged = false;  // asked for in pages: `meta` is answered in any case
};

// An id as a number, since that is what cursors hold.
std::uint64_t number_of(const identity_id& id) {
  std::uint64_t number = 0;
  for (const char c : id.text) number = number << id_alphabet_bits | id_alphabet.find(c);
  return number;
}

identity_id id_of(std::uint64_t number) {
  identity_id id{std::string(identity_tag::width, 'a')};
  for (std::size_t at = identity_tag::width; at-- > 0; number >>= id_alphabet_bits) {
    id.text[at] = id_alphabet[number & (id_alphabet.size() - 1)];
  }
  return id;
}

std::string list_name(const identity_id& root) { return "lineage " + root.text; }

std::optional<lineage_page> read_lineage_page(const call& c, const identity_id& root,
                                              http::exchange& reply) {
  http::query_reader query(c.in);
  lineage_page page{.root = root, .after = {}};
  page.paged = query.has("cursor") || query.has("limit");
  const auto asked = read_page(c, query, list_name(root), {nodes_max, nodes_max}, reply);
  if (!asked) return std::nullopt;
  page.limit = asked->limit;
  if (asked->before != page_request{}.before) page.after = id_of(asked->before);
  return page;
}

void write_node(http::json_writer& json, const call& c, const identity_row& row) {
  const auto profile = open_profile(c.app, c.caller.partition, row.state, row.provisioned_event);
  json.begin_object();
  json.member("identityId", to_wire(row.state.id));
  json.key("parentIdentityId");
  row.state.parent.empty() ? json.null() : json.value(to_wire(row.state.parent));
  json.member("emailAddress", profile.address);
  json.member("status", status_text(status_at(row.state, c.now()), c.speaks));
  json.member("expiresAt", to_iso(row.state.expires_at));
  json.member("depth", row.state.depth);
  json.end_object();
}

void write_edges(http::json_writer& json, const std::vector<identity_row>& nodes) {
  json.key("edges");
  json.begin_array();
  for (const auto& node : nodes) {
    if (node.state.parent.empty()) continue;
    json.begin_object();
    json.member("parentIdentityId", to_wire(node.state.parent));
    json.member("childIdentityId", to_wire(node.state.id));
    json.end_object();
  }
  json.end_array();
}

http::response lineage_answer(const call& c, const lineage_page& page,
                              const std::vector<identity_row>& nodes, bool more) {
  http::response out;
  http::json_writer json(out.body);
  json.begin_object();
  json.member("rootIdentityId", to_wire(page.root));
  json.key("nodes");
  json.begin_array();
  for (const auto& node : nodes) write_node(json, c, node);
  json.end_array();
  write_edges(json, nodes);
  if (more || page.paged) {
    json.key("meta");
    json.begin_object();
    json.key("cursor");
    more ? json.value(make_cursor(c, list_name(page.root), number_of(nodes.back().state.id)))
         : json.null();
    json.member("hasMore", more);
    json.end_object();
  }
  json.end_object();
  return out;
}

// The page, unless it has more than `most` nodes.
std::optional<http::response> find_page(const call& c, const lineage_page& page, std::size_t most) {
  auto walk =
      page.after ? lineage_walk::after(c.rows, *page.after) : lineage_walk(c.rows, page.root);
  std::vector<identity_row> nodes;
  bool more = false;
  while (const auto id = walk.next()) {
    more = nodes.size() == page.limit;
    if (more) break;
    if (nodes.size() == most) return std::nullopt;
    auto row = projections::find_identity(c.rows, c.caller.project, *id);
    check(row.has_value(), "a lineage lies in one project");
    nodes.push_back(std::move(*row));
  }
  return lineage_answer(c, page, nodes, more);
}

// On the worker: the request is gone, its principal is kept.
void answer_later(const call& c, lineage_page page, http::exchange reply) {
  auto shared = std::make_shared<http::exchange>(std::move(reply));
  const bool taken = c.app.walks.post(
      [&app = c.app, principal = c.in.principal, r = c.speaks, page = std::move(page), shared] {
        if (shared->abandoned()) return;
        http::request kept;
        kept.principal = principal;
        const auto& caller = caller_of(kept);
        const call again{app, kept, caller, app.core.state(caller.partition), r};
        shared->send(*find_page(again, page, nodes_max));
      });
  if (!taken) shared->send(http::problem{http::error_code::unavailable});
}

}  // namespace

void get_lineage(const service& app, http::request& in, http::exchange reply) {
  const auto c = open_call(app, in, reply);
  if (!c) return;
  const auto row = c->path_identity();
  if (!row) return reply.send(no_identity());
  auto page = read_lineage_page(*c, row->state.root, reply);
  if (!page) return;
  if (auto found = find_page(*c, *page, nodes_at_once)) return reply.send(std::move(*found));
  answer_later(*c, std::move(*page), std::move(reply));
}

}  // namespace carnet::aidenid
