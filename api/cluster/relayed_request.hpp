// A client's request as it goes to another node: the same but for the fields of the connection, and
// a mark in front.
#pragma once

#include <chrono>
#include <string>

#include "api/http/request.hpp"
#include "producers/peer/node_request.hpp"

namespace carnet::cluster {

using peers::sending_node;

/// The request for the node at `to`, with `target` in place of its own; deadline and still_wanted
/// are the caller's.
peers::peer_request relayed_request(const http::request& in, const sending_node& from,
                                    outbound::target_url to, std::string target,
                                    std::int64_t unix_s);

/// Whether sending it twice does what sending it once does.
bool is_repeatable(const http::request& in);

/// What a waiting read asks for, at most a minute; 0 for every other request.
std::chrono::seconds wait_asked(const http::request& in);

/// The target of a waiting read that has less time left than it asked for.
std::string target_with_wait(std::string_view target, std::chrono::seconds wait);

}  // namespace carnet::cluster
