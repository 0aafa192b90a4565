// Whose certificates a client takes, replaceable while it runs: the system's authorities and those
// of a file. OpenSSL and Asio types stay in the sources.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "domain/failure.hpp"

namespace boost::asio::ssl {
class context;
}

namespace carnet {

/// Thread-safe. TLS 1.2 and later, every server's certificate verified.
class trusted_authorities {
 public:
  /// `file`: PEM certificates trusted beside the system's; empty: none. `invalid_argument` when it
  /// can not be loaded.
  static result<std::unique_ptr<trusted_authorities>> open(std::string file);

  /// Reads the file and the system's again (SIGHUP). On failure the current ones stay in use.
  result<void> reload();

  /// For the next connection.
  [[nodiscard]] std::shared_ptr<boost::asio::ssl::context> current() const;

 private:
  explicit trusted_authorities(std::string file);

  const std::string file_;
  mutable std::mutex mutex_;  // guards current_
  std::shared_ptr<boost::asio::ssl::context> current_;
};

}  // namespace carnet
