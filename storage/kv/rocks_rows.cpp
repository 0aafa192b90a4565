// Reading rows. A database that can not be read ends the process: a wrong "no such row" would
// become a wrong decision on the log.
#include "storage/kv/rocks_rows.hpp"

#include <spdlog/spdlog.h>

#include <cstdlib>

#include "storage/kv/rocks_failure.hpp"
#include "storage/log/big_endian.hpp"

namespace carnet::storage {
namespace {

constexpr std::uint8_t position_version = 1;
constexpr std::size_t hash_bytes = 32;

rocksdb::Slice slice_of(std::string_view text) { return {text.data(), text.size()}; }

void require_readable(const rocksdb::Status& status) {
  if (status.ok()) [[likely]]
    return;
  spdlog::critical("the state can not be read: {}", status.ToString());
  spdlog::default_logger()->flush();
  std::abort();
}

class rocks_cursor final : public row_cursor {
 public:
  rocks_cursor(rocksdb::DB& db, const rocksdb::ReadOptions& options, const row_range& range)
      : backward_(range.backward), lower_(slice_of(range.from)), upper_(slice_of(range.to)) {
    rocksdb::ReadOptions bounded = options;
    bounded.iterate_lower_bound = &lower_;
    bounded.iterate_upper_bound = &upper_;
    rows_.reset(db.NewIterator(bounded));
    backward_ ? rows_->SeekToLast() : rows_->Seek(lower_);
    settle();
  }

  bool valid() const override { return rows_->Valid(); }
  std::string_view key() const override { return rows_->key().ToStringView(); }
  row_change change() const override { return row_change(rows_->value().ToStringView()); }
  void next() override {
    step();
    settle();
  }

 private:
  void step() { backward_ ? rows_->Prev() : rows_->Next(); }
  void settle() {
    if (rows_->Valid() && key() == position_key) step();
    if (!rows_->Valid()) require_readable(rows_->status());
  }

  const bool backward_;
  const rocksdb::Slice lower_;
  const rocksdb::Slice upper_;
  std::unique_ptr<rocksdb::Iterator> rows_;
};

}  // namespace

std::string encode_position(const state_position& at) {
  std::string value(1, static_cast<char>(position_version));
  append_big_endian(value, at.sequence);
  value.append(at.record_hash);
  return value;
}

result<state_position> decode_position(std::string_view value) {
  constexpr std::size_t hash_at = 1 + sizeof(record_sequence);
  if (value.size() != hash_at && value.size() != hash_at + hash_bytes) {
    return fail(failure_code::corrupt, "the position row of the state has a wrong length");
  }
  if (static_cast<std::uint8_t>(value[0]) != position_version) {
    return fail(failure_code::unsupported, "the state was written by a newer version");
  }
  return state_position{load_big_endian<record_sequence>(value.data() + 1),
                        std::string(value.substr(hash_at))};
}

rocks_rows::rocks_rows(std::shared_ptr<rocksdb::DB> db, const rocksdb::Snapshot* snapshot)
    : db_(std::move(db)) {
  options_.snapshot = snapshot;
}

rocks_rows::~rocks_rows() {
  if (options_.snapshot != nullptr) db_->ReleaseSnapshot(options_.snapshot);
}

std::optional<std::string> rocks_rows::get(std::string_view key) const {
  if (key == position_key) return std::nullopt;
  std::string value;
  rocksdb::PinnableSlice pinned(&value);  // a row of a memtable is copied once, straight to `value`
  const auto status = db_->Get(options_, db_->DefaultColumnFamily(), slice_of(key), &pinned);
  if (status.IsNotFound()) return std::nullopt;
  require_readable(status);
  if (pinned.IsPinned()) value.assign(pinned.data(), pinned.size());
  return value;
}

std::unique_ptr<row_cursor> rocks_rows::cursor(const row_range& range) const {
  return std::make_unique<rocks_cursor>(*db_, options_, range);
}

result<state_position> rocks_rows::position() const {
  std::string value;
  const auto status = db_->Get(options_, slice_of(position_key), &value);
  if (status.IsNotFound()) return state_position{};
  if (!status.ok()) return std::unexpected(to_failure(status, "read the position of the state"));
  return decode_position(value);
}

}  // namespace carnet::storage
