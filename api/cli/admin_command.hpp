// `carnet admin …`: speaks to the running server over its admin route. Finds address and token in
// the data directory, so that it needs nothing but --data on the server's machine.
#pragma once

#include <chrono>
#include <filesystem>
#include <iosfwd>
#include <string>

#include "domain/failure.hpp"

namespace carnet::api::cli {

// The file in the data directory in which a running server writes where it listens.
inline constexpr const char* address_file = "server.json";
// In it, the SHA-256 of the certificate that it serves with, in hex; empty without TLS.
inline constexpr const char* certificate_member = "certificateSha256";

struct admin_request {
  std::filesystem::path data;
  std::filesystem::path token_file;  // empty: admin.token in the data directory
  std::string command;               // as in POST /v1/admin/{command}
  std::string body;                  // JSON
  // Rotating a master key or taking a digest reads everything there is.
  std::chrono::seconds limit{600};
};

// The body of the server's answer; a failure tells what went wrong, in the server's words where it
// answered.
result<std::string> ask_server(const admin_request& wanted);

// Asks, and prints the answer: as it came with `json`, else for people. Returns the process's exit
// code.
int run_admin(const admin_request& wanted, bool json, std::ostream& out, std::ostream& errors);

}  // namespace carnet::api::cli
