// A request of a node's own to another one, on the routes that only nodes may call.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "producers/peer/forwarded_mark.hpp"
#include "producers/peer/peer_client.hpp"

namespace carnet::peers {

/// How nodes know this one.
struct sending_node {
  std::string name;
  mark_writer marks;
};

struct node_call {
  std::string_view url;  // of the other node
  std::string_view method;
  std::string_view path;
  std::string body;
  std::string peer;     // the client that it is about; empty: none
  bool secure = false;  // that one came over TLS
};

/// Nothing when the url is none.
std::optional<peer_request> node_request(const sending_node& from, node_call call,
                                         std::chrono::steady_clock::time_point deadline);

}  // namespace carnet::peers
