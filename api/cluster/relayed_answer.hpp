// Another node's answer as it goes to the client: status, fields and body as they came.
#pragma once

#include "api/http/request.hpp"
#include "api/http/response.hpp"
#include "producers/peer/peer_client.hpp"

namespace carnet::cluster {

http::response relayed_answer(peers::peer_answer&& from, bool head);

/// Whether the other node said that it does not own the partition: the request was not processed.
bool says_not_owner(const peers::peer_answer& answer);

}  // namespace carnet::cluster
