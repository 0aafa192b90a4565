// The server as one call: what `carnet serve` runs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "producers/installation/installation.hpp"
#include "producers/outbound/http_sender.hpp"
#include "schemas/ocsf/version.hpp"

namespace carnet {

struct serve_options {
  producers::installation_options core;
  std::string http = "127.0.0.1:8080";
  std::string smtp = "127.0.0.1:2525";
  unsigned http_threads = 2;
  unsigned smtp_threads = 1;
  std::string mail_domain = "inbox.carnet.test";
  std::string public_url;
  std::string inbound_secret;
  unsigned stream_seconds = 30 * 60;  // a realtime stream lasts, before its client comes back
  std::vector<std::string> cors_origins;
  std::string tls_certificate;  // files; empty: HTTP in clear, SMTP with a self-signed certificate
  std::string tls_key;
  unsigned content_retention_days = 90;  // 0: for ever
  outbound::sender_options outbound;
  std::optional<schemas::ocsf_version> ocsf_topic;  // told on Kafka in this version
  std::string cluster_secret_file;  // empty: this node neither forwards requests nor takes any
  std::string node_url;         // how other nodes reach this one; empty: by the address of the API
  std::string cluster_ca_file;  // PEM, for the other nodes' certificates beside the system's
};

// Runs until SIGTERM or SIGINT, then drains. Returns the exit code.
int serve(serve_options options);

}  // namespace carnet
