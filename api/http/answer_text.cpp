// Header names are written in the documentation's spelling. The order puts what every answer has
// first, so that most of the text is appended from constants.
#include "api/http/answer_text.hpp"

#include <array>
#include <charconv>

namespace carnet::http {
namespace {

std::string_view status_line(int status) {
  switch (status) {
    case 200:
      return "HTTP/1.1 200 OK\r\n";
    case 201:
      return "HTTP/1.1 201 Created\r\n";
    case 202:
      return "HTTP/1.1 202 Accepted\r\n";
    case 204:
      return "HTTP/1.1 204 No Content\r\n";
    case 206:
      return "HTTP/1.1 206 Partial Content\r\n";
    case 302:
      return "HTTP/1.1 302 Found\r\n";
    case 304:
      return "HTTP/1.1 304 Not Modified\r\n";
    case 400:
      return "HTTP/1.1 400 Bad Request\r\n";
    case 401:
      return "HTTP/1.1 401 Unauthorized\r\n";
    case 403:
      return "HTTP/1.1 403 Forbidden\r\n";
    case 404:
      return "HTTP/1.1 404 Not Found\r\n";
    case 405:
      return "HTTP/1.1 405 Method Not Allowed\r\n";
    case 408:
      return "HTTP/1.1 408 Request Timeout\r\n";
    case 409:
      return "HTTP/1.1 409 Conflict\r\n";
    case 413:
      return "HTTP/1.1 413 Content Too Large\r\n";
    case 415:
      return "HTTP/1.1 415 Unsupported Media Type\r\n";
    case 416:
      return "HTTP/1.1 416 Range Not Satisfiable\r\n";
    case 422:
      return "HTTP/1.1 422 Unprocessable Content\r\n";
    case 429:
      return "HTTP/1.1 429 Too Many Requests\r\n";
    case 431:
      return "HTTP/1.1 431 Request Header Fields Too Large\r\n";
    case 500:
      return "HTTP/1.1 500 Internal Server Error\r\n";
    case 503:
      return "HTTP/1.1 503 Service Unavailable\r\n";
    default:
      return {};
  }
}

void append_number(std::string& out, std::int64_t number) {
  std::array<char, 24> text{};
  out.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr);
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  // A value that carries a line end would let its author write headers of his own.
  for (const char c : value) {
    if (c != '\r' && c != '\n' && c != '\0') out += c;
  }
  out += "\r\n";
}

void append_status(std::string& out, int status) {
  const std::string_view known = status_line(status);
  if (!known.empty()) {
    out += known;
    return;
  }
  out += "HTTP/1.1 ";
  append_number(out, status);
  out += " Other\r\n";
}

void append_shared_fields(std::string& out, const answer_context& context) {
  const request& asked = context.asked;
  out += context.date_line;
  out.append("X-Request-Id: ").append(asked.request_id);
  out.append("\r\nX-Trace-Id: ").append(asked.trace_id);
  out.append("\r\nX-Root-Span-Id: ").append(asked.root_span_id);
  out += "\r\nX-RateLimit-Limit: ";
  append_number(out, asked.rate.limit);
  out += "\r\nX-RateLimit-Remaining: ";
  append_number(out, asked.rate.remaining);
  out += "\r\nX-RateLimit-Reset: ";
  append_number(out, asked.rate.reset_unix_s != 0 ? asked.rate.reset_unix_s : context.unix_s + 60);
  out += "\r\n";
  if (!asked.api_version.empty()) append_field(out, "X-API-Version", asked.api_version);
  if (!asked.ignored_fields.empty()) append_field(out, "X-Ignored-Fields", asked.ignored_fields);
  if (context.no_store) out += "Cache-Control: no-store\r\n";
  if (!context.allow.empty()) append_field(out, "Allow", context.allow);
  if (!context.origin.empty()) {
    append_field(out, "Access-Control-Allow-Origin", context.origin);
    out +=
        "Vary: Origin\r\nAccess-Control-Expose-Headers: X-Request-Id, X-Trace-Id, X-Root-Span-Id, "
        "X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-API-Version, "
        "X-Ignored-Fields, X-Idempotent-Replay, X-Carnet-Position, Retry-After, Content-Range, "
        "ETag\r\n";
  }
  if (!context.keep_alive) out += "Connection: close\r\n";
  if (context.keep_alive && context.old_version) out += "Connection: keep-alive\r\n";
}

void append_body(std::string& out, const answer_context& context, int status, std::string_view type,
                 std::string_view body) {
  if (status == 204 || status == 304) {
    out += "\r\n";
    return;
  }
  if (!body.empty()) out.append("Content-Type: ").append(type).append("\r\n");
  out += "Content-Length: ";
  append_number(out, static_cast<std::int64_t>(body.size()));
  out += "\r\n\r\n";
  if (context.asked.verb != method::head) out += body;
}

void append_length(std::string& out, std::uint64_t length) {
  out += "Content-Length: ";
  append_number(out, static_cast<std::int64_t>(length));
  out += "\r\n";
}

// A body of unknown length: in chunks (RFC 9112, section 7.1), or up to the end of the connection
// for those who do not know chunks.
void append_stream_fields(std::string& out, const answer_context& context, const response& what) {
  out.append("Content-Type: ").append(what.content_type).append("\r\n");
  if (context.keep_alive) out += "Connection: keep-alive\r\n";
  if (what.length) append_length(out, *what.length);
  if (!what.length && !context.old_version) out += "Transfer-Encoding: chunked\r\n";
  out += "\r\n";
}

// Another node's answer: only what is of the connection is written here.
int append_relayed(std::string& out, const answer_context& context, const response& what) {
  out += what.relayed_head;
  if (!context.keep_alive) out += "Connection: close\r\n";
  if (context.keep_alive && context.old_version) out += "Connection: keep-alive\r\n";
  const bool no_body =
      context.asked.verb == method::head || what.status == 204 || what.status == 304;
  if (!no_body && !what.stream) append_length(out, what.body.size());
  if (!no_body && what.stream && what.length) append_length(out, *what.length);
  if (!no_body && what.stream && !what.length && !context.old_version) {
    out += "Transfer-Encoding: chunked\r\n";
  }
  out += "\r\n";
  if (!no_body) out += what.body;
  return what.status;
}

int append_response(std::string& out, answer_context context, const response& what) {
  if (!what.relayed_head.empty()) return append_relayed(out, context, what);
  context.no_store = context.no_store || what.no_store;
  append_status(out, what.status);
  append_shared_fields(out, context);
  for (const auto& [name, value] : what.headers) append_field(out, name, value);
  if (what.stream) {
    append_stream_fields(out, context, what);
  } else {
    append_body(out, context, what.status, what.content_type, what.body);
  }
  return what.status;
}

int append_problem(std::string& out, const answer_context& context, const problem& why) {
  const int status = row_of(why.code).status;
  append_status(out, status);
  append_shared_fields(out, context);
  const bool waits = status == 429 || status == 503;
  if (waits || why.retry_after_s != 0) {
    out += "Retry-After: ";
    append_number(out, why.retry_after_s != 0 ? why.retry_after_s : 1);
    out += "\r\n";
  }
  if (status == 401) out += "WWW-Authenticate: Bearer\r\n";
  std::string body;
  append_problem_body(body, why, context.asked.request_id);
  append_body(out, context, status, json_type, body);
  return status;
}

}  // namespace

int append_answer(std::string& out, const answer_context& context, const outcome& what) {
  if (const auto* why = std::get_if<problem>(&what)) return append_problem(out, context, *why);
  return append_response(out, context, std::get<response>(what));
}

void percent_encode(std::string_view text, std::string& into) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '.' || c == '_' || c == '~' || c == '/';
    if (kept) {
      into += c;
    } else {
      into += '%';
      into += hex[byte >> 4];
      into += hex[byte & 15];
    }
  }
}

}  // namespace carnet::http
