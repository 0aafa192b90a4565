// The document behind a body_reader: the parsed value, the objects entered so far with the names
// asked for, and the first mistake. Inside api/http only.
#pragma once

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <deque>

#include "api/http/body_reader.hpp"

namespace carnet::http {

struct object_reader::frame {
  const boost::json::object* members;
  std::string pointer;
  std::vector<std::string> asked = {};
};

struct object_reader::state {
  boost::json::monotonic_resource memory;  // before the value that lives in it
  boost::json::value document;
  boost::json::object empty;
  std::deque<frame> frames;  // a deque: handles index it while it grows
  std::optional<problem> mistake;
};

}  // namespace carnet::http
