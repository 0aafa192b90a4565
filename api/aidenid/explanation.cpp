// The extraction of one mail, and on demand why it came out as it did: the extractor is pure, so it
// is run again on the stored content. Candidates are in clear: the caller needs secrets:read, and
// the reading is an event on the log before it is answered.
#include "api/aidenid/handlers.hpp"
#include "api/aidenid/mail_view.hpp"
#include "api/http/query_reader.hpp"
#include "api/mutation/mutation.hpp"
#include "domain/extraction/model.hpp"
#include "domain/tenancy/scope.hpp"
#include "producers/extraction/stored_message.hpp"

namespace carnet::aidenid {
namespace {

using extraction::candidate;
using projections::mail_row;

void write_reasons(http::json_writer& json, const candidate& each) {
  const extraction::linear_model& model = extraction::model_of(each.type);
  json.key("reasons");
  json.begin_array();
  for (std::size_t i = 0; i < extraction::reason_count; ++i) {
    if (!each.reasons.test(i)) continue;
    json.begin_object();
    json.member("name", extraction::name_of(static_cast<extraction::reason>(i)));
    json.member("weight", model.weights[i]);
    json.end_object();
  }
  json.end_array();
}

void write_candidate(http::json_writer& json, const candidate& each) {
  json.begin_object();
  json.member("type", each.type == extraction::secret_type::otp ? "otp" : "link");
  json.member("value", each.value);
  json.member("confidence", each.confidence);
  json.member("place", to_name(each.where));
  json.member("offset", each.offset);
  json.member("length", each.length);
  json.member("bias", extraction::model_of(each.type).bias);
  write_reasons(json, each);
  json.end_object();
}

void write_explanation(http::json_writer& json, const mail_row& row,
                       const producers::stored_message& from) {
  const auto found = extraction::extract(from.view(), from.wanted());
  json.key("explanation");
  json.begin_object();
  json.member("parserVersion", extraction::parser_version);
  json.member("modelName", extraction::model_name);
  json.member("asRecorded", row.parser_version == extraction::parser_version);
  json.key("primary");
  found.primary ? json.value(*found.primary) : json.null();
  json.key("candidates");
  json.begin_array();
  for (const auto& each : found.candidates) write_candidate(json, each);
  json.end_array();
  json.end_object();
}

http::response extraction_answer(const mail_row& row, const producers::stored_message* explained) {
  http::response out{.no_store = true};
  http::json_writer json(out.body);
  json.begin_object();
  json.member("eventId", to_wire(row.id));
  json.key("extraction");
  write_extraction(json, row, false);
  if (explained != nullptr) write_explanation(json, row, *explained);
  json.end_object();
  return out;
}

// Computed before the trace is submitted: its answer is sent from the partition's writer, which
// must not read mail.
void explain(const service& app, const http::request& in, http::exchange reply,
             const projections::access& caller, const mail_row& mail) {
  if (!has_scope(caller.scopes, scope::secrets_read)) {
    return reply.send(
        http::problem{http::error_code::forbidden, "The API key lacks the scope secrets:read."});
  }
  const auto from = producers::open_stored_message(
      app.core.state(caller.partition), app.core.content(), caller.partition, mail.owner, mail.id);
  if (!from) {
    return reply.send(http::problem{http::error_code::not_found, "The content is no longer kept."});
  }
  // Without an extraction there is no value: what was read is the message.
  const bool extracted = mail.extraction == projections::extraction_state_kind::completed;
  const read_secret trace{mail.id, mail.owner, extracted ? secret_part::value : secret_part::raw};
  submit_traced_read(app, in, std::move(reply), trace,
                     [answer = extraction_answer(mail, &*from)]() mutable -> http::outcome {
                       return std::move(answer);
                     });
}

}  // namespace

void get_extraction(const service& app, http::request& in, http::exchange reply) {
  const auto c = open_call(app, in, reply);
  if (!c) return;
  const auto owner = c->path_identity();
  if (!owner) return reply.send(no_identity());
  http::query_reader query(in);
  const bool wants_reasons = query.flag("explain").value_or(false);
  if (auto bad = query.finish()) return reply.send(std::move(*bad));
  const auto id = from_wire<event_tag>(in.path_param("eventId"));
  const auto mail = id ? projections::find_mail(c->rows, owner->state.id, *id) : std::nullopt;
  if (!mail)
    return reply.send(http::problem{http::error_code::not_found, "No such event in this inbox."});
  if (wants_reasons) return explain(app, in, std::move(reply), c->caller, *mail);
  reply.send(extraction_answer(*mail, nullptr));
}

}  // namespace carnet::aidenid
