// Signatures of webhook deliveries: the published X-Signature and Standard Webhooks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace carnet::outbound {

// "whsec_" and base64 of 32 random bytes.
std::string draw_webhook_secret();

// X-Signature: 64 hex characters, HMAC-SHA-256 of "{timestamp}.{body}" keyed with the whole secret.
std::string hex_signature(std::string_view secret, std::int64_t unix_s, std::string_view body);

// One entry of webhook-signature: "v1," and base64 of HMAC-SHA-256 of "{id}.{timestamp}.{body}",
// keyed with the decoded secret.
std::string standard_signature(std::string_view secret, std::string_view id, std::int64_t unix_s,
                               std::string_view body);

}  // namespace carnet::outbound
