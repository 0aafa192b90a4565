// What is sent to a sink, and what its answers mean: Splunk's HTTP event collector, or one JSON
// array to an HTTPS address.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "producers/content/sealed_content.hpp"
#include "producers/ocsf/walk.hpp"
#include "producers/outbound/http_sender.hpp"
#include "projections/sink/rows.hpp"

namespace carnet::producers {

// What is needed to send to a sink, unsealed.
struct opened_sink {
  sink_id id;
  sink_settings settings;
  outbound::target_url url;
  std::string token;
  crypto::secret_key key;  // seals excerpts of answers
};

// Nothing when key or target do not open, or when the URL may not be sent to.
std::optional<opened_sink> open_sink(const sealed_content& content, partition_id partition,
                                     const projections::sink_row& row, bool allow_private);

// A batch in the making. Its bytes are those of its events and the sink's kind alone.
class sink_batch {
 public:
  explicit sink_batch(sink_kind kind) : kind_(kind) {}

  void add(const ocsf_item& item);
  std::uint32_t events() const { return events_; }
  std::size_t bytes() const { return body_.size(); }
  std::string take_body();

 private:
  sink_kind kind_;
  std::uint32_t events_ = 0;
  std::string body_;
};

outbound::outbound_request sink_request(const opened_sink& to, std::string body);

// Asks the indexer whether it has what it answered with this number.
outbound::outbound_request sink_ack_request(const opened_sink& to, std::uint64_t ack_id);

// What an answer to a batch says.
struct sink_verdict {
  bool taken = false;
  std::optional<std::uint64_t> ack_id;  // to be asked for before the events count
};
sink_verdict read_sink_answer(const opened_sink& to, const outbound::outbound_answer& answer);

// Whether the answer to sink_ack_request() says yes.
bool read_sink_ack(const outbound::outbound_answer& answer, std::uint64_t ack_id);

}  // namespace carnet::producers
