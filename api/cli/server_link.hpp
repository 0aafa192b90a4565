// One request of the command line to the server beside it. Over TLS the certificate has to be the
// one that the server says it serves with: whoever can write that down can read the token as well,
// and neither authorities nor names tell more.
#pragma once

#include <chrono>
#include <string>

#include "domain/failure.hpp"

namespace carnet::api::cli {

struct server_place {
  std::string host;
  std::string port;
  std::string certificate_sha256;  // in hex; empty: no TLS
};

struct server_question {
  std::string target;
  std::string token;
  std::string body;  // JSON
};

struct server_answer {
  unsigned status = 0;
  std::string body;
};

/// `io` when no server answers there within `limit`, `invalid_argument` when it is another one;
/// then nothing was sent.
result<server_answer> ask_at(const server_place& place, const server_question& question,
                             std::chrono::seconds limit);

}  // namespace carnet::api::cli
