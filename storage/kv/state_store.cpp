// The state store on RocksDB. Writes are not synced; recovery stops at the first damaged write, so
// what is there is always the state of some position.
#include "storage/kv/state_store.hpp"

#include <rocksdb/utilities/checkpoint.h>

#include <mutex>
#include <system_error>

#include "storage/directory_lock.hpp"
#include "storage/kv/rocks_failure.hpp"
#include "storage/kv/rocks_rows.hpp"
#include "storage/kv/state_settings.hpp"

namespace carnet::storage {
namespace {

constexpr std::size_t kept_buffer_max = 1024 * 1024;  // a larger write gives its memory back

rocksdb::Slice slice_of(std::string_view text) { return {text.data(), text.size()}; }

// A missing or malformed file of the database is as good as corruption: the state is rebuilt either
// way.
failure opening_failure(const rocksdb::Status& status, const std::filesystem::path& directory) {
  failure opened = to_failure(status, "open the state in " + directory.string());
  if (status.IsPathNotFound() || status.IsInvalidArgument()) opened.code = failure_code::corrupt;
  return opened;
}

class rocks_state_store final : public state_store {
 public:
  rocks_state_store(directory_lock lock, std::shared_ptr<state_resources> resources,
                    std::shared_ptr<rocksdb::DB> db, state_position at)
      : lock_(std::move(lock)),
        resources_(std::move(resources)),
        db_(std::move(db)),
        rows_(db_, nullptr),
        at_(std::move(at)) {}

  std::optional<std::string> get(std::string_view key) const override { return rows_.get(key); }
  void scan(std::string_view from, std::string_view to,
            const std::function<bool(std::string_view, std::string_view)>& visit) const override {
    rows_.scan(from, to, visit);
  }
  void scan_back(
      std::string_view from, std::string_view to,
      const std::function<bool(std::string_view, std::string_view)>& visit) const override {
    rows_.scan_back(from, to, visit);
  }

  state_position at() const override {
    const std::lock_guard lock(position_);
    return at_;
  }

  result<void> write(const row_changes& changes, const state_position& at) override;
  view snapshot() const override;
  result<state_position> checkpoint(const std::filesystem::path& target) override;
  result<void> flush() override { return checked(db_->Flush({}), "flush the state"); }

 private:
  directory_lock lock_;
  std::shared_ptr<state_resources> resources_;
  std::shared_ptr<rocksdb::DB> db_;
  rocks_rows rows_;
  rocksdb::WriteBatch batch_;    // used by write() only, which has one caller at a time
  mutable std::mutex position_;  // guards at_
  state_position at_;
};

result<void> rocks_state_store::write(const row_changes& changes, const state_position& at) {
  batch_.Clear();
  changes.each([&](std::string_view key, std::optional<std::string_view> value) {
    if (value) {
      batch_.Put(slice_of(key), slice_of(*value)).PermitUncheckedError();
    } else {
      batch_.Delete(slice_of(key)).PermitUncheckedError();
    }
  });
  batch_.Put(slice_of(position_key), encode_position(at)).PermitUncheckedError();
  const auto status = db_->Write({}, &batch_);
  if (batch_.GetDataSize() > kept_buffer_max) batch_ = rocksdb::WriteBatch();
  if (!status.ok()) {
    // With room again, the next write finds the database ready.
    if (status.IsNoSpace()) db_->Resume().PermitUncheckedError();
    return std::unexpected(to_failure(status, "write the state"));
  }
  const std::lock_guard lock(position_);
  at_ = at;
  return {};
}

state_store::view rocks_state_store::snapshot() const {
  auto rows = std::make_shared<rocks_rows>(db_, db_->GetSnapshot());
  auto at = rows->position();
  if (!at) std::abort();  // it was readable at opening and only this program writes it
  return {std::move(rows), std::move(*at)};
}

// Writes may go on while the files are linked, so the copy itself is asked for its position.
result<state_position> rocks_state_store::checkpoint(const std::filesystem::path& target) {
  rocksdb::Checkpoint* created = nullptr;
  const auto ready = rocksdb::Checkpoint::Create(db_.get(), &created);
  const std::unique_ptr<rocksdb::Checkpoint> owner(created);
  if (!ready.ok()) return std::unexpected(to_failure(ready, "prepare a checkpoint of the state"));
  const auto copied = created->CreateCheckpoint(target.string());
  if (!copied.ok()) {
    return std::unexpected(to_failure(copied, "copy the state to " + target.string()));
  }
  rocksdb::DB* copy = nullptr;
  const auto opened =
      rocksdb::DB::OpenForReadOnly(state_settings(*resources_), target.string(), &copy);
  const std::shared_ptr<rocksdb::DB> copy_owner(copy);
  if (!opened.ok()) return std::unexpected(to_failure(opened, "open " + target.string()));
  return rocks_rows(copy_owner, nullptr).position();
}

}  // namespace

result<std::unique_ptr<state_store>> state_store::open(const std::filesystem::path& directory,
                                                       std::shared_ptr<state_resources> resources) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) return fail(failure_code::io, directory.string() + ": " + error.message());
  auto lock = directory_lock::take(directory);
  if (!lock) return std::unexpected(lock.error());
  rocksdb::DB* opened = nullptr;
  const auto status = rocksdb::DB::Open(state_settings(*resources), directory.string(), &opened);
  if (!status.ok()) return std::unexpected(opening_failure(status, directory));
  std::shared_ptr<rocksdb::DB> db(opened);
  auto at = rocks_rows(db, nullptr).position();
  if (!at) return std::unexpected(at.error());
  return std::make_unique<rocks_state_store>(std::move(*lock), std::move(resources), std::move(db),
                                             std::move(*at));
}

}  // namespace carnet::storage
