// The facts about webhook endpoints and what was delivered to them, as they lie on the log. Once
// released, a struct here only grows. URL, description, secrets and response excerpts are sealed
// before they get here.
//
// A delivery is implied by (endpoint, place): the place is an event's sequence in its project. What
// has not been recorded yet lies behind the endpoint's cursor.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "domain/time.hpp"

namespace carnet {

// What an endpoint wants, beside where it is.
struct webhook_settings {
  std::uint32_t event_types = 0;        // bit 1 << number of each public event; 0: all
  std::vector<std::string> tag_hashes;  // keyed, 16 bytes each; the identity must carry them all
  std::uint32_t concurrency = 0;        // requests in flight at most; 0: the default
  std::uint32_t per_second = 0;         // attempts started in a second at most; 0: no limit
  bool operator==(const webhook_settings&) const = default;
};

struct webhook_registered {
  webhook_id id;
  std::string sealed_target;  // URL, description, tags
  std::string sealed_secret;
  webhook_settings settings;
  bool operator==(const webhook_registered&) const = default;
};

// The endpoint as it is from here on; events up to here keep the types and tags they had.
struct webhook_updated {
  webhook_id id;
  std::string sealed_target;
  webhook_settings settings;
  bool enabled = true;
  bool operator==(const webhook_updated&) const = default;
};

struct webhook_secret_rotated {
  webhook_id id;
  std::string sealed_secret;
  unix_us old_valid_until = 0;  // 0: the old secret is invalid at once
  bool operator==(const webhook_secret_rotated&) const = default;
};

// With this record the endpoint's data key is deleted.
struct webhook_deleted {
  webhook_id id;
  bool operator==(const webhook_deleted&) const = default;
};

// On the log: never reuse a number.
enum class webhook_end : std::uint8_t {
  request = 1,  // by its owner
  gone = 2,     // it answered 410
  failing = 3,  // nothing but failures for five days
};

// Nothing is delivered any more until its owner enables it.
struct webhook_disabled {
  webhook_id id;
  webhook_end reason = webhook_end::failing;
  bool operator==(const webhook_disabled&) const = default;
};

// Why an attempt failed without an answer, or which answer it was. On the log.
enum class delivery_error : std::uint8_t {
  none = 0,
  status = 1,           // an answer outside 2xx
  timed_out = 2,        // no answer within the limit
  not_resolved = 3,     // the name has no address
  address_refused = 4,  // every address is one that must not be reached
  not_connected = 5,
  tls_failed = 6,   // handshake or certificate
  broken_off = 7,   // the connection ended before the answer
  bad_answer = 8,   // not HTTP, or larger than the limits
  unavailable = 9,  // content or secret could not be read
};

// An attempt that does not fit the cursor's summary: a failure, a retry, a replay.
struct delivery_attempt {
  std::uint64_t place = 0;
  event_id event;  // as clients see it; longer for a member of a fact about many
  identity_id identity;
  std::uint16_t number = 0;  // 1: the first of this delivery
  std::uint16_t status = 0;  // 0: no answer
  delivery_error error = delivery_error::none;
  std::uint32_t latency_ms = 0;
  unix_us next_at = 0;         // of the next attempt; 0: none is planned
  std::string sealed_excerpt;  // of the answer, failures only
  bool replay = false;         // asked for, outside the schedule
  bool operator==(const delivery_attempt&) const = default;

  bool delivered() const { return error == delivery_error::none; }
};

// What became of deliveries since the last such record of this endpoint.
struct deliveries_recorded {
  webhook_id id;
  std::uint64_t cursor = 0;                 // every place up to it is settled or has an attempt
  std::vector<std::uint64_t> places;        // delivered at the first attempt, ascending
  std::vector<std::uint16_t> statuses;      // of these
  std::vector<std::uint32_t> latencies_ms;  // of these
  std::vector<delivery_attempt> attempts;
  unix_us paused_until = 0;  // the endpoint asked for a pause; 0: it did not
  bool operator==(const deliveries_recorded&) const = default;
};

// Deliveries that had been given up, or that wait for their next attempt, are tried again at once.
struct deliveries_requeued {
  webhook_id id;
  std::vector<std::uint64_t> places;
  bool operator==(const deliveries_requeued&) const = default;
};

}  // namespace carnet
