// POST /v1/inbound/raw: mail relays that post a raw message instead of speaking SMTP. Same path
// from there on.
#pragma once

#include <vector>

#include "api/http/route.hpp"
#include "producers/smtp/mail_sink.hpp"

namespace carnet {

// `sink` must outlive the server.
void append_inbound_route(std::vector<http::route>& table, mail_sink& sink);

}  // namespace carnet
