// The rows and their two renderings. A message never holds internals: what goes wrong inside is
// logged under the request id and answered with the table's words.
#include "api/http/errors.hpp"

#include <fmt/format.h>

#include <array>

#include "api/http/json_writer.hpp"

namespace carnet::http {
namespace {

using enum error_code;

constexpr std::array rows = {
    error_row{invalid_request, "invalid_request", 400, false, "The request is not valid."},
    error_row{missing_idempotency_key, "missing_idempotency_key", 400, false,
              "This mutation needs an Idempotency-Key header."},
    error_row{invalid_cursor, "invalid_cursor", 400, false, "The cursor is not valid."},
    error_row{bad_request, "bad_request", 400, false, "The request can not be understood."},
    error_row{unauthorized, "unauthorized", 401, false, "The API key is missing or not known."},
    error_row{forbidden, "forbidden", 403, false, "The API key does not permit this."},
    error_row{feature_disabled, "feature_disabled", 403, false,
              "This feature is not part of the project's plan."},
    error_row{quota_exceeded, "quota_exceeded", 403, false,
              "A limit of the project's plan is reached."},
    error_row{not_found, "not_found", 404, false, "There is no such resource."},
    error_row{identity_not_found, "identity_not_found", 404, false,
              "The identity does not exist in this project."},
    error_row{method_not_allowed, "method_not_allowed", 405, false,
              "The resource does not support this method."},
    error_row{request_timeout, "request_timeout", 408, true, "The request did not arrive in time."},
    error_row{identity_already_squashed, "identity_already_squashed", 409, false,
              "The identity has been squashed."},
    error_row{identity_expired, "identity_expired", 409, false, "The identity has expired."},
    error_row{conflict, "conflict", 409, false, "The request conflicts with what there is."},
    error_row{payload_too_large, "payload_too_large", 413, false,
              "The body is larger than this route accepts."},
    error_row{unsupported_media_type, "unsupported_media_type", 415, false,
              "The body's Content-Type is not supported here."},
    error_row{range_not_satisfiable, "range_not_satisfiable", 416, false,
              "The file has none of the bytes that Range names."},
    error_row{idempotency_key_reused, "idempotency_key_reused", 422, false,
              "The Idempotency-Key was used for a different request."},
    error_row{rate_limited, "rate_limited", 429, true, "Too many requests."},
    error_row{headers_too_large, "headers_too_large", 431, false,
              "The request's header section is too large."},
    error_row{internal_error, "internal_error", 500, true, "An unexpected error occurred."},
    error_row{unavailable, "unavailable", 503, true, "The service can not answer at the moment."},
    error_row{outcome_unknown, "outcome_unknown", 503, true,
              "Whether the change was made is not known yet; repeat it with the same key."},
    error_row{storage_full, "storage_full", 503, true,
              "Writing is paused for lack of storage; reading works."},
    error_row{not_owner, "not_owner", 503, true,
              "Another node serves this project at the moment; repeat the request."},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (static_cast<std::size_t>(rows[i].code) != i) return false;
  }
  return true;
}
static_assert(in_order(), "row_of indexes the table by the enumeration");
static_assert(rows.size() == static_cast<std::size_t>(not_owner) + 1);

}  // namespace

std::span<const error_row> error_table() { return rows; }

const error_row& row_of(error_code code) { return rows[static_cast<std::size_t>(code)]; }

std::string errors_markdown() {
  std::string out =
      "# Error codes\n\n"
      "Every error is `{\"code\",\"message\",\"retryable\",\"request_id\"}`, with `param` (a JSON "
      "pointer or a query name) where one value is at fault. Printed from the table in "
      "`api/http/errors.cpp`; a test compares.\n\n"
      "| Code | Status | Retryable | Message |\n|---|---|---|---|\n";
  for (const error_row& row : rows) {
    out += fmt::format("| `{}` | {} | {} | {} |\n", row.text, row.status,
                       row.retryable ? "yes" : "no", row.message);
  }
  return out;
}

void append_problem_body(std::string& out, const problem& why, std::string_view request_id) {
  const error_row& row = row_of(why.code);
  json_writer json(out);
  json.begin_object();
  json.member("code", row.text);
  json.member("message", why.message.empty() ? row.message : std::string_view(why.message));
  json.member("retryable", why.retryable.value_or(row.retryable));
  json.member("request_id", request_id);
  if (!why.param.empty()) json.member("param", why.param);
  json.end_object();
}

}  // namespace carnet::http
