// Rows of a RocksDB state database, live or of a snapshot, without the reserved row that holds the
// position. For the .cpp files of this folder only.
#pragma once

#include <rocksdb/db.h>

#include <memory>

#include "storage/kv/row_cursor.hpp"
#include "storage/kv/state_store.hpp"

namespace carnet::storage {

// Sorts before every other row; no row may begin with a zero byte.
inline constexpr std::string_view position_key{"\0position", 9};

std::string encode_position(const state_position& at);

// corrupt unless `value` is what encode_position gives.
result<state_position> decode_position(std::string_view value);

class rocks_rows {
 public:
  // `snapshot` may be null: the rows as they are at each call.
  rocks_rows(std::shared_ptr<rocksdb::DB> db, const rocksdb::Snapshot* snapshot);
  ~rocks_rows();
  rocks_rows(const rocks_rows&) = delete;
  rocks_rows& operator=(const rocks_rows&) = delete;

  std::optional<std::string> get(std::string_view key) const;

  // The rows of the range as they are now, or were when the snapshot was taken. `range` and these
  // rows must outlive it.
  std::unique_ptr<row_cursor> cursor(const row_range& range) const;

  // The position these rows stand for.
  result<state_position> position() const;

 private:
  std::shared_ptr<rocksdb::DB> db_;
  rocksdb::ReadOptions options_;
};

}  // namespace carnet::storage
