// Sealing and opening of content: each subject (an identity, a project, a day of replies) has a
// data key of its own, and a seal is bound to the event and the field it belongs to. Thread safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "domain/failure.hpp"
#include "domain/ids.hpp"
#include "producers/content/content.hpp"
#include "storage/crypto/secret_key.hpp"
#include "storage/kv/row_codec.hpp"
#include "storage/log/event_log.hpp"

namespace carnet::storage {
class key_vault;
}

namespace carnet::producers {

class sealed_content {
 public:
  explicit sealed_content(storage::key_vault& vault) : vault_(vault) {}

  // A new data key, and its wrapped form, to be stored with the first record that uses it.
  struct fresh_key {
    crypto::secret_key key;
    storage::key_change stored;
  };
  fresh_key draw_key(std::string subject) const;

  // The data key of a subject; not_found once it is shredded.
  result<crypto::secret_key> find_key(partition_id partition, std::string_view subject) const;

  // A shredded subject's key must not stay in memory.
  void forget(std::string_view subject) const;

  static std::string seal(const crypto::secret_key& key, std::string_view bound_to,
                          std::string_view field, std::string_view plaintext);
  static result<std::string> open(const crypto::secret_key& key, std::string_view bound_to,
                                  std::string_view field, std::string_view sealed);

  template <class Row>
  static std::string seal_row(const crypto::secret_key& key, std::string_view bound_to,
                              std::string_view field, const Row& row) {
    return seal(key, bound_to, field, storage::encode_row(row));
  }

  template <class Row>
  static result<Row> open_row(const crypto::secret_key& key, std::string_view bound_to,
                              std::string_view field, std::string_view sealed) {
    auto bytes = open(key, bound_to, field, sealed);
    if (!bytes) return std::unexpected(std::move(bytes.error()));
    return storage::decode_row<Row>(*bytes);
  }

 private:
  storage::key_vault& vault_;
};

// Key subjects.
inline std::string key_subject(const identity_id& id) { return to_wire(id); }
inline std::string key_subject(const webhook_id& id) { return to_wire(id); }
inline std::string key_subject(const sink_id& id) { return to_wire(id); }
inline std::string key_subject(const export_id& id) { return to_wire(id); }

}  // namespace carnet::producers
