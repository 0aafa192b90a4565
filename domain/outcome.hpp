// The first of the three error lanes: the domain says no. A rejection is an answer, counted and
// never logged as a record; api/http maps its code to a status and the documented text id.
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace carnet {

enum class rejection_code {
  identity_not_found = 1,
  identity_already_squashed,
  identity_expired,
  quota_exceeded,
  feature_disabled,
  not_found,
  conflict,
  invalid_request,
  too_many,             // for one command, or it is carried out in steps already
  mailbox_unavailable,  // inbound mail for an identity that takes none
};

struct rejection {
  rejection_code code;
  std::string message;  // for the caller; names limits, never content
  std::string param;    // JSON pointer of the member at fault, if one is
};

template <class T>
using outcome = std::expected<T, rejection>;

inline std::unexpected<rejection> reject(rejection_code code, std::string message,
                                         std::string param = {}) {
  return std::unexpected(rejection{code, std::move(message), std::move(param)});
}

}  // namespace carnet
