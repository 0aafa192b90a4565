#include "api/mutation/problems.hpp"

namespace carnet {
namespace {

http::error_code code_of(rejection_code code) {
  using http::error_code;
  switch (code) {
    case rejection_code::identity_not_found:
      return error_code::identity_not_found;
    case rejection_code::identity_already_squashed:
      return error_code::identity_already_squashed;
    case rejection_code::identity_expired:
      return error_code::identity_expired;
    case rejection_code::quota_exceeded:
      return error_code::quota_exceeded;
    case rejection_code::feature_disabled:
      return error_code::feature_disabled;
    case rejection_code::not_found:
      return error_code::not_found;
    case rejection_code::conflict:
      return error_code::conflict;
    case rejection_code::invalid_request:
      return error_code::invalid_request;
    case rejection_code::too_many:
      return error_code::unavailable;
    case rejection_code::mailbox_unavailable:
      return error_code::not_found;
  }
  return error_code::internal_error;
}

}  // namespace

http::problem problem_of(const rejection& why) {
  return {code_of(why.code), why.message, why.param};
}

http::problem problem_of(producers::refusal why) {
  using producers::refusal;
  switch (why) {
    case refusal::outcome_unknown:
      return {http::error_code::outcome_unknown};
    case refusal::storage_full:
      return {http::error_code::storage_full};
    case refusal::not_owner:
      return {http::error_code::not_owner};
    case refusal::busy:
    case refusal::not_written:
    case refusal::stopped:
      return {http::error_code::unavailable};
  }
  return {http::error_code::internal_error};
}

}  // namespace carnet
