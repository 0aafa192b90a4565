// What handlers are given: the deployment, and what all surfaces share. Made once in main; outlives
// the server.
#pragma once

#include <chrono>
#include <string>

#include "api/http/rate_limiter.hpp"
#include "producers/installation/installation.hpp"
#include "producers/outbound/http_sender.hpp"

namespace carnet {

class position_waits;
class task_thread;
class wait_list;
namespace cluster {
class node;
}
namespace realtime {
class stream_hub;
}

struct service {
  producers::installation& core;
  wait_list& waits;
  position_waits& positions;
  task_thread& tasks;  // admin work
  task_thread& walks;  // requests that look at many rows
  http::rate_limiter& limiter;
  http::hold_counter& parked;
  http::hold_counter& attempts_by_hand;  // deliveries that a request waits for
  outbound::http_sender& sender;
  realtime::stream_hub& streams;
  http::hold_counter& stream_places;
  std::string mail_domain;
  std::string public_url;              // empty: the request's Host
  std::string inbound_secret;          // of POST /v1/inbound/raw; empty: the route answers 403
  bool allow_private_targets = false;  // development only
  std::chrono::seconds stream_length{30 * 60};  // then a stream ends, to be opened again
  cluster::node* nodes = nullptr;               // of a log that several nodes share
};

}  // namespace carnet
