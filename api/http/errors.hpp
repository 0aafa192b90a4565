// Every error code of the API in one table: text, status, retryable, default message. Handlers
// name a code; nothing else decides a status. docs/errors.md is printed from the same table.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace carnet::http {

enum class error_code : std::uint8_t {
  invalid_request,
  missing_idempotency_key,
  invalid_cursor,
  bad_request,
  unauthorized,
  forbidden,
  feature_disabled,
  quota_exceeded,
  not_found,
  identity_not_found,
  method_not_allowed,
  request_timeout,
  identity_already_squashed,
  identity_expired,
  conflict,
  payload_too_large,
  unsupported_media_type,
  range_not_satisfiable,
  idempotency_key_reused,
  rate_limited,
  headers_too_large,
  internal_error,
  unavailable,
  outcome_unknown,
  storage_full,
  not_owner,
};

struct error_row {
  error_code code;
  std::string_view text;  // the stable `code` member
  int status;
  bool retryable;
  std::string_view message;  // what the caller reads unless the problem brings its own words
};

/// All rows, in the order of the enumeration.
std::span<const error_row> error_table();

const error_row& row_of(error_code code);

/// The table as the markdown page docs/errors.md.
std::string errors_markdown();

/// Why a request is refused. The server adds `request_id` and the headers the code asks for.
struct problem {
  error_code code = error_code::internal_error;
  std::string message;                 // empty: the table's
  std::string param = {};              // JSON pointer of a body member, or a query name
  std::uint32_t retry_after_s = 0;     // 0: no Retry-After, except that 429 and 503 get 1
  std::optional<bool> retryable = {};  // overrides the table's (waiting reads: 404, retryable)
};

/// Appends the body {"code","message","retryable","request_id"} plus `param` where there is one.
void append_problem_body(std::string& out, const problem& why, std::string_view request_id);

}  // namespace carnet::http
