// Sinks: registered, listed, changed, removed.
#include "api/mutation/mutation.hpp"
#include "api/sinks/handlers.hpp"
#include "api/sinks/sink_view.hpp"
#include "domain/sink/decide.hpp"
#include "projections/sink/queries.hpp"
#include "storage/crypto/base32.hpp"
#include "storage/crypto/random_bytes.hpp"

namespace carnet::sinks {
namespace {

using producers::decided_view;
using producers::sealed_content;

sink_id draw_sink_id() {
  return sink_id{crypto::base32_encode(crypto::random_string(8)).substr(0, sink_tag::width)};
}

http::problem no_sink() { return {http::error_code::not_found, "No such sink in this project."}; }

std::string seal_target(const crypto::secret_key& key, const sink_id& id,
                        const producers::sink_target& target) {
  return sealed_content::seal_row(key, id.text, producers::field::target, target);
}

std::optional<projections::sink_row> path_sink(const aidenid::call& c) {
  const auto id = from_wire<sink_tag>(c.in.path_param("id"));
  return id ? projections::find_sink(c.rows, c.caller.project, *id) : std::nullopt;
}

// Renders on the writer's thread, when the request is gone.
producers::renderer shows(const aidenid::call& c, const sink_id& id,
                          producers::sink_target target) {
  return
      [&app = c.app, caller = c.caller, id, target = std::move(target)](const decided_view& view) {
        const auto row = projections::find_sink(view.rows, caller.project, id);
        check(row.has_value(), "a sink that was configured exists");
        http::request none;
        const aidenid::call later{app, none, caller, app.core.state(caller.partition)};
        std::string text;
        http::json_writer json(text);
        write_sink(json, later, *row, target);
        return producers::reply{200, std::move(text)};
      };
}

}  // namespace

void register_sink_target(const service& app, http::request& in, http::exchange reply) {
  http::body_reader body(in);
  const auto c = aidenid::open_call(app, in, reply);
  if (!c) return;
  sink_wish wish;
  wish.settings.ocsf_version = static_cast<std::uint8_t>(schemas::ocsf_newest);
  wish.settings.batch_events = sink_batch_events_default;
  wish.settings.batch_delay_ms = sink_batch_delay_ms_default;
  read_sink(body, *c, true, wish);
  const auto from = body.text("from", {.bytes_max = 16}).value_or("now");
  if (from != "now" && from != "start") body.fail("from", "It must be now or start.");
  if (auto bad = body.finish()) return reply.send(std::move(*bad));
  const sink_id id = draw_sink_id();
  auto fresh = app.core.content().draw_key(producers::key_subject(id));
  const auto access = producers::ocsf_end(source_of(*c, schemas::ocsf_stream::access));
  mutation m;
  m.wish = register_sink{{id, wish.settings, seal_target(fresh.key, id, wish.target), {0, access}},
                         from == "start"};
  m.keys.push_back(std::move(fresh.stored));
  m.render = shows(*c, id, std::move(wish.target));
  submit_mutation(app, in, std::move(reply), std::move(m));
}

void list_sinks(const service& app, http::request& in, http::exchange reply) {
  const auto c = aidenid::open_call(app, in, reply);
  if (!c) return;
  std::string text;
  http::json_writer json(text);
  json.begin_object();
  json.key("items");
  json.begin_array();
  for (const auto& row : projections::sinks_of(c->rows, c->caller.project))
    write_sink(json, *c, row, open_target(*c, row));
  json.end_array();
  json.end_object();
  reply.send(http::response{.body = std::move(text)});
}

void get_sink(const service& app, http::request& in, http::exchange reply) {
  const auto c = aidenid::open_call(app, in, reply);
  if (!c) return;
  const auto row = path_sink(*c);
  if (!row) return reply.send(no_sink());
  std::string text;
  http::json_writer json(text);
  write_sink(json, *c, *row, open_target(*c, *row));
  reply.send(http::response{.body = std::move(text)});
}

void update_sink_target(const service& app, http::request& in, http::exchange reply) {
  http::body_reader body(in);
  const auto c = aidenid::open_call(app, in, reply);
  if (!c) return;
  const auto row = path_sink(*c);
  if (!row) return reply.send(no_sink());
  sink_wish wish{open_target(*c, *row), row->settings};
  const auto before = storage::encode_row(wish.target);
  read_sink(body, *c, false, wish);
  if (auto bad = body.finish()) return reply.send(std::move(*bad));
  const auto key =
      app.core.content().find_key(c->caller.partition, producers::key_subject(row->id));
  if (!key) return reply.send(no_sink());
  update_sink change{row->id, wish.settings, {}};
  if (storage::encode_row(wish.target) != before)
    change.sealed_target = seal_target(*key, row->id, wish.target);
  mutation m;
  m.wish = std::move(change);
  m.render = shows(*c, row->id, std::move(wish.target));
  submit_mutation(app, in, std::move(reply), std::move(m));
}

void remove_sink_target(const service& app, http::request& in, http::exchange reply) {
  const auto c = aidenid::open_call(app, in, reply);
  if (!c) return;
  const auto id = from_wire<sink_tag>(in.path_param("id"));
  if (!id) return reply.send(no_sink());
  submit_mutation(app, in, std::move(reply),
                  removal(remove_sink{*id}, to_wire(*id), producers::key_subject(*id)));
}

}  // namespace carnet::sinks
