// What `serve` asks of its flags' values and of its file, before anything is made from them. Each
// check gives what is wanted instead, or "" when the value will do.
#pragma once

#include <string>

namespace carnet {

/// An IP address and a port.
std::string complaint_about_address(const std::string& text);

/// A domain name in ASCII.
std::string complaint_about_domain(const std::string& text);

/// http or https with a host, and at most a path.
std::string complaint_about_url(const std::string& text);

/// Strings and arrays of a TOML text end: the library takes "[" for the value of `data = [`.
std::string complaint_about_toml(const std::string& text);

}  // namespace carnet
