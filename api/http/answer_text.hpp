// Renders an answer's head and body as the bytes that go out. Pure: everything comes in as
// arguments, so that tests compare text.
#pragma once

#include <string>
#include <string_view>

#include "api/http/request.hpp"
#include "api/http/response.hpp"

namespace carnet::http {

struct answer_context {
  const request& asked;
  std::string_view date_line;    // "Date: …\r\n"
  std::int64_t unix_s = 0;       // stands in for an unset X-RateLimit-Reset
  std::string_view allow = {};   // Allow of a 405
  std::string_view origin = {};  // the permitted CORS origin, empty: none
  bool keep_alive = true;
  bool old_version = false;  // HTTP/1.0: keep-alive has to be said
  bool no_store = false;
};

/// Appends the whole message; HEAD leaves out the body and keeps its length. Gives the status.
int append_answer(std::string& out, const answer_context& context, const outcome& what);

/// Percent-encodes everything but unreserved characters and '/' (for X-Ignored-Fields).
void percent_encode(std::string_view text, std::string& into);

}  // namespace carnet::http
