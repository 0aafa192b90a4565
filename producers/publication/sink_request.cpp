#include "producers/publication/sink_request.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include "storage/crypto/hex.hpp"
#include "storage/crypto/sha256.hpp"

namespace carnet::producers {
namespace {

constexpr std::string_view hec_event_path = "/services/collector/event";
constexpr std::string_view hec_ack_path = "/services/collector/ack";

bool answered_well(const outbound::outbound_answer& answer) {
  return answer.error == delivery_error::none && answer.status >= 200 && answer.status < 300;
}

// The collector tells requests with acknowledgement apart by a UUID of the sender's.
std::string channel_of(const sink_id& id) {
  const auto hash = crypto::hex_encode(crypto::as_view(crypto::sha256("sink channel " + id.text)));
  return fmt::format("{}-{}-4{}-a{}-{}", hash.substr(0, 8), hash.substr(8, 4), hash.substr(12, 3),
                     hash.substr(15, 3), hash.substr(18, 12));
}

std::string headers_of(const opened_sink& to) {
  const bool hec = to.settings.kind == sink_kind::splunk_hec;
  std::string lines;
  if (!to.token.empty())
    lines = fmt::format("Authorization: {} {}\r\n", hec ? "Splunk" : "Bearer", to.token);
  if (hec && to.settings.acknowledged)
    lines += fmt::format("X-Splunk-Request-Channel: {}\r\n", channel_of(to.id));
  return lines;
}

// What a JSON object in the answer has under a name.
std::optional<boost::json::value> member(const outbound::outbound_answer& answer,
                                         std::string_view name) {
  boost::system::error_code broken;
  auto body = boost::json::parse(answer.excerpt, broken);
  if (broken || !body.is_object()) return std::nullopt;
  const auto* found = body.get_object().if_contains(name);
  return found != nullptr ? std::optional(*found) : std::nullopt;
}

}  // namespace

std::optional<opened_sink> open_sink(const sealed_content& content, partition_id partition,
                                     const projections::sink_row& row, bool allow_private) {
  const auto key = content.find_key(partition, key_subject(row.id));
  if (!key) return std::nullopt;
  auto target =
      sealed_content::open_row<sink_target>(*key, row.id.text, field::target, row.sealed_target);
  if (!target) return std::nullopt;
  auto url = outbound::parse_target(target->url, allow_private);
  if (!url) return std::nullopt;
  return opened_sink{row.id, row.settings, std::move(*url), std::move(target->token), *key};
}

void sink_batch::add(const ocsf_item& item) {
  ++events_;
  if (kind_ == sink_kind::https) {
    body_ += body_.empty() ? '[' : ',';
    body_ += item.json;
    return;
  }
  fmt::format_to(std::back_inserter(body_),
                 R"({{"time":{}.{:03},"source":"carnet","sourcetype":"ocsf","event":{}}})",
                 item.at / us_per_second, item.at % us_per_second / 1000, item.json);
}

std::string sink_batch::take_body() {
  if (kind_ == sink_kind::https) body_ += ']';
  return std::move(body_);
}

outbound::outbound_request sink_request(const opened_sink& to, std::string body) {
  outbound::outbound_request out;
  out.target = to.url;
  if (to.settings.kind == sink_kind::splunk_hec && to.url.path == "/")
    out.target.path = hec_event_path;
  out.header_lines = headers_of(to);
  out.body = std::move(body);
  out.limit = std::chrono::seconds(30);
  return out;
}

outbound::outbound_request sink_ack_request(const opened_sink& to, std::uint64_t ack_id) {
  outbound::outbound_request out;
  out.target = to.url;
  std::string base = to.url.path.substr(0, to.url.path.find(hec_event_path));
  if (base == "/") base.clear();
  out.target.path = fmt::format("{}{}?channel={}", base, hec_ack_path, channel_of(to.id));
  out.header_lines = headers_of(to);
  out.body = fmt::format(R"({{"acks":[{}]}})", ack_id);
  return out;
}

sink_verdict read_sink_answer(const opened_sink& to, const outbound::outbound_answer& answer) {
  sink_verdict verdict{.taken = answered_well(answer)};
  if (!verdict.taken || to.settings.kind != sink_kind::splunk_hec || !to.settings.acknowledged)
    return verdict;
  const auto id = member(answer, "ackId");
  verdict.taken = id && id->is_number();
  if (verdict.taken) {
    boost::system::error_code broken;
    verdict.ack_id = id->to_number<std::uint64_t>(broken);
    verdict.taken = !broken;
  }
  return verdict;
}

bool read_sink_ack(const outbound::outbound_answer& answer, std::uint64_t ack_id) {
  if (!answered_well(answer)) return false;
  const auto acks = member(answer, "acks");
  if (!acks || !acks->is_object()) return false;
  const auto* said = acks->get_object().if_contains(std::to_string(ack_id));
  return said != nullptr && said->is_bool() && said->get_bool();
}

}  // namespace carnet::producers
