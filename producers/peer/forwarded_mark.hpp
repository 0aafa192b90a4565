// The header by which a node shows another one that a request comes from a node of the same
// deployment: who sends it, when, for whom, and an authenticator over that, the method, the target
// and the hash of the body. A mark that is missing, old, wrong or of another deployment is no mark:
// the request counts as one from outside.
//
// A mark lets nobody in: a forwarded request carries its client's credentials and is checked for
// them by the owner. Repeating a recorded one therefore gives what its client could do anyway;
// routes that only nodes may call remember the marks they have seen.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "storage/crypto/hmac_sha256.hpp"
#include "storage/crypto/secret_key.hpp"

namespace carnet::peers {

inline constexpr std::string_view forwarded_header = "X-Carnet-Forwarded";

/// What a mark says.
struct forwarded_mark {
  std::string node;        // that forwards
  std::string request_id;  // kept from node to node
  std::string peer;        // address of the client
  bool secure = false;     // the client came over TLS
  std::string body_hash;   // SHA-256, hex
  std::string once;        // drawn for each mark
};

/// Makes and reads marks. Thread safe.
class mark_writer {
 public:
  explicit mark_writer(const crypto::secret_key& key) : hmac_(key.bytes()) {}

  /// The header's value.
  std::string write(const forwarded_mark& mark, std::string_view method, std::string_view target,
                    std::int64_t unix_s) const;

  /// The mark of a header's value, or nothing when it is not a valid one at `unix_s`.
  std::optional<forwarded_mark> read(std::string_view value, std::string_view method,
                                     std::string_view target, std::int64_t unix_s) const;

 private:
  std::string seal(std::string_view text, std::string_view method, std::string_view target) const;

  crypto::hmac_sha256 hmac_;
};

/// How far a sender's clock may be off.
inline constexpr std::int64_t mark_age_max_s = 60;

/// The hash of a body as marks carry it.
std::string body_hash_of(std::string_view body);

}  // namespace carnet::peers
