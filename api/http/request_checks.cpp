// Each check is one question with one refusal; their order is the connection's business.
#include "api/http/request_checks.hpp"

#include <algorithm>

#include "api/http/credentials.hpp"

namespace carnet::http {
namespace {

std::string_view without_parameters(std::string_view content_type) {
  std::string_view type = content_type.substr(0, content_type.find(';'));
  while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
  return type;
}

// RFC 5322 and its form with UTF-8 in headers, RFC 6532.
bool is_mail_type(std::string_view type) {
  return equal_ignoring_case(type, "message/rfc822") || equal_ignoring_case(type, "message/global");
}

bool is_json_type(std::string_view type) {
  if (equal_ignoring_case(type, json_type)) return true;
  constexpr std::string_view suffix = "+json";
  return type.size() > suffix.size() &&
         equal_ignoring_case(type.substr(type.size() - suffix.size()), suffix);
}

bool is_mutation(method verb) {
  return verb == method::post || verb == method::put || verb == method::patch ||
         verb == method::del;
}

}  // namespace

std::optional<problem> check_target(request& asked, const router::match& found) {
  if (found.found == nullptr) {
    const auto code = found.allowed == 0 ? error_code::not_found : error_code::method_not_allowed;
    return problem{.code = code};
  }
  const std::string_view target(asked.target);
  const std::size_t mark = target.find('?');
  if (mark != std::string_view::npos && !parse_query(target.substr(mark + 1), asked.query)) {
    return problem{.code = error_code::invalid_request,
                   .message = "The query is not valid UTF-8 in percent-encoding, or too long."};
  }
  if (!router::path_params(found, asked.path_params)) {
    return problem{.code = error_code::not_found};
  }
  return {};
}

std::optional<problem> check_idempotency_key(const request& asked, const route& to) {
  if (!is_mutation(asked.verb)) return {};
  const std::size_t sent = asked.headers.count(idempotency_key_header);
  if (sent == 0) {
    if (!to.needs_idempotency_key) return {};
    return problem{.code = error_code::missing_idempotency_key};
  }
  if (sent == 1 && is_idempotency_key(asked.headers.get(idempotency_key_header))) return {};
  return problem{.code = error_code::invalid_request,
                 .message = "Idempotency-Key must be one value of 1 to 255 visible characters.",
                 .param = std::string(idempotency_key_header)};
}

std::optional<problem> check_content_type(const request& asked, const route& to) {
  const bool mail = to.body == body_kind::mail;
  if ((!mail && to.body != body_kind::json) || asked.body.empty()) return {};
  const std::string_view type = without_parameters(asked.headers.get("content-type"));
  if (type.empty() || (mail ? is_mail_type(type) : is_json_type(type))) return {};
  return problem{
      .code = error_code::unsupported_media_type,
      .message = mail ? "The body must be message/rfc822." : "The body must be application/json."};
}

std::string_view permitted_origin(const request& asked, const server_options& options) {
  if (options.cors_origins.empty()) return {};
  const std::string_view origin = asked.headers.get("origin");
  return std::ranges::find(options.cors_origins, origin) == options.cors_origins.end()
             ? std::string_view()
             : origin;
}

std::optional<response> preflight_answer(const request& asked, const router::match& found,
                                         const server_options& options) {
  if (asked.verb != method::options || found.found != nullptr || found.allowed == 0) return {};
  if (permitted_origin(asked, options).empty()) return {};
  if (!asked.headers.has("access-control-request-method")) return {};
  response answer{.status = 204};
  answer.headers.emplace_back("Access-Control-Allow-Methods", allow_text(found.allowed));
  answer.headers.emplace_back(
      "Access-Control-Allow-Headers",
      "Authorization, Content-Type, Idempotency-Key, X-Org-Id, X-Project-Id, X-API-Version, "
      "X-Carnet-Position, traceparent");
  answer.headers.emplace_back("Access-Control-Max-Age", "600");
  return answer;
}

}  // namespace carnet::http
