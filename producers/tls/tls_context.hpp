// The certificate that SMTP and HTTP serve with, replaceable while they run: a connection keeps the
// context it began with, later ones get the current one. OpenSSL and Asio types stay in the
// sources.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "domain/failure.hpp"

namespace boost::asio::ssl {
class context;
}

namespace carnet {

/// PEM files: a certificate chain with the leaf first, and its key.
struct tls_files {
  std::string certificate_chain;
  std::string private_key;
};

/// Thread-safe. TLS 1.2 and later.
class tls_context {
 public:
  /// Loads the files, and again on every reload().
  static result<std::shared_ptr<tls_context>> from_files(tls_files files);

  /// For development: a P-256 certificate for `names` (host names or IP addresses), valid 90 days,
  /// signed by itself and kept in memory only; reload() makes another one.
  static result<std::shared_ptr<tls_context>> self_signed(std::vector<std::string> names);

  /// Replaces the certificate (SIGHUP). On failure the current one stays in use.
  result<void> reload();

  /// The context for the next connection, which has to keep the pointer for as long as it lives.
  [[nodiscard]] std::shared_ptr<boost::asio::ssl::context> current() const;

  /// Of the certificate that the next connection gets; see certificate_hash.
  [[nodiscard]] std::string current_hash() const;

 private:
  tls_context(tls_files files, std::vector<std::string> names);
  result<std::shared_ptr<boost::asio::ssl::context>> make() const;

  const tls_files files_;
  const std::vector<std::string> names_;  // empty when the files are used
  mutable std::mutex mutex_;              // guards current_
  std::shared_ptr<boost::asio::ssl::context> current_;
};

}  // namespace carnet
