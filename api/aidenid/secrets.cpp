// What is redacted everywhere else: the code or link, and the raw message. Each reading is an event
// on the log before it is answered.
#include "api/aidenid/handlers.hpp"
#include "api/aidenid/mail_view.hpp"
#include "api/mutation/mutation.hpp"
#include "producers/content/compression.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::aidenid {
namespace {

namespace field = producers::field;
using producers::sealed_content;
using projections::mail_row;

http::problem gone() { return {http::error_code::not_found, "The content is no longer kept."}; }

http::outcome secret_answer(const service& app, partition_id partition, const mail_row& row) {
  const auto key = app.core.content().find_key(partition, producers::key_subject(row.owner));
  if (!key) return gone();
  const auto value = sealed_content::open_row<producers::extraction_value>(
      *key, row.id.text, field::value, row.sealed_value);
  if (!value) return gone();
  http::response out{.no_store = true};
  http::json_writer json(out.body);
  json.begin_object();
  json.member("type", extraction_type_name(row.type));
  json.member("value", value->value);
  json.key("alternatives");
  json.begin_array();
  for (const auto& other : value->alternatives) json.value(other);
  json.end_array();
  json.end_object();
  return out;
}

http::outcome raw_answer(const service& app, partition_id partition, const mail_row& row) {
  const auto sealed = app.core.state(partition).get(storage::keys::raw_mail(row.id));
  const auto key = app.core.content().find_key(partition, producers::key_subject(row.owner));
  if (!sealed || !key) return gone();
  auto packed = sealed_content::open(*key, row.id.text, field::raw, *sealed);
  auto raw = packed ? producers::decompress(*packed) : std::move(packed);
  if (!raw) return gone();
  return http::response{
      .body = std::move(*raw), .content_type = "message/rfc822", .no_store = true};
}

using answer_function = http::outcome (*)(const service&, partition_id, const mail_row&);

void read_traced(const service& app, http::request& in, http::exchange reply, secret_part part,
                 answer_function answer) {
  const auto c = open_call(app, in, reply);
  if (!c) return;
  const auto owner = c->path_identity();
  if (!owner) return reply.send(no_identity());
  const auto id = from_wire<event_tag>(in.path_param("eventId"));
  auto mail = id ? projections::find_mail(c->rows, owner->state.id, *id) : std::nullopt;
  if (!mail)
    return reply.send(http::problem{http::error_code::not_found, "No such event in this inbox."});
  const read_secret trace{mail->id, owner->state.id, part};
  submit_traced_read(app, in, std::move(reply), trace,
                     [&app, partition = c->caller.partition, mail = std::move(*mail), answer] {
                       return answer(app, partition, mail);
                     });
}

}  // namespace

void get_secret(const service& app, http::request& in, http::exchange reply) {
  read_traced(app, in, std::move(reply), secret_part::value, secret_answer);
}

void get_raw(const service& app, http::request& in, http::exchange reply) {
  read_traced(app, in, std::move(reply), secret_part::raw, raw_answer);
}

}  // namespace carnet::aidenid
