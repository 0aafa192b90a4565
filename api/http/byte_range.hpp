// Parts of a representation that a request asks for (RFC 9110 section 14): one range of bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/request.hpp"

namespace carnet::http {

struct byte_range {
  std::uint64_t first = 0;
  std::uint64_t end = 0;  // behind the last
};

struct range_wish {
  byte_range part;             // all of it when no part is asked for
  bool partial = false;        // answer 206
  bool unsatisfiable = false;  // answer 416
};

// What to send of `size` bytes under this strong entity tag (quotes included). A Range that is
// broken, names several parts or whose If-Range does not fit is ignored, as the RFC permits.
range_wish read_range(const request& in, std::uint64_t size, std::string_view etag);

// The Content-Range of a 206, or of a 416.
std::string content_range(const range_wish& wish, std::uint64_t size);

}  // namespace carnet::http
