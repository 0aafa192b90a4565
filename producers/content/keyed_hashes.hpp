// What must be found or be unique although its text is sealed: stored as HMAC-SHA-256 under the
// deployment's index key, cut to 16 bytes. Each purpose has its own domain, so equal texts of two
// kinds do not compare.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "storage/crypto/hmac_sha256.hpp"
#include "storage/crypto/secret_key.hpp"

namespace carnet::producers {

class keyed_hashes {
 public:
  explicit keyed_hashes(const crypto::secret_key& index_key) : hmac_(index_key.bytes()) {}

  std::string address(std::string_view normalised) const { return hash("address", {normalised}); }
  std::string tag(std::string_view project, std::string_view text) const {
    return hash("tag", {project, text});
  }
  std::string name(std::string_view owner, std::string_view text) const {
    return hash("name", {owner, text});
  }
  // The same message from the same sender to the same identity is one command.
  std::string mail(std::string_view identity, std::string_view sender, std::string_view raw) const {
    return hash("mail", {identity, sender, raw});
  }
  // A request of one API key: its command id, and what it must repeat to be the same request.
  std::string command(std::string_view key, std::string_view idempotency_key) const {
    return hash("command", {key, idempotency_key});
  }
  std::string request(std::string_view method, std::string_view path, std::string_view body) const {
    return hash("request", {method, path, body});
  }
  // Authenticates paging cursors.
  std::string cursor(std::string_view project, std::string_view content) const {
    return hash("cursor", {project, content});
  }
  // Authenticates download tokens.
  std::string download(std::string_view export_id, std::string_view right) const {
    return hash("download", {export_id, right});
  }
  // Tells whether a part of an export still is what it was.
  std::string export_part(std::string_view export_id, std::string_view content) const {
    return hash("export part", {export_id, content});
  }

 private:
  std::string hash(std::string_view purpose, std::initializer_list<std::string_view> parts) const;

  crypto::hmac_sha256 hmac_;
};

}  // namespace carnet::producers
