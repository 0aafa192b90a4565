// The state store: the rows written last in memory, those before on RocksDB. Files are ingested in
// the order of their positions, so what is on disk is always the state of some position.
#include "storage/kv/state_store.hpp"

#include <rocksdb/utilities/checkpoint.h>

#include <chrono>
#include <cstdlib>
#include <shared_mutex>
#include <system_error>
#include <thread>

#include "storage/directory_lock.hpp"
#include "storage/kv/memtable_queue.hpp"
#include "storage/kv/rocks_failure.hpp"
#include "storage/kv/rocks_rows.hpp"
#include "storage/kv/row_cache.hpp"
#include "storage/kv/state_settings.hpp"
#include "storage/kv/table_file.hpp"

namespace carnet::storage {
namespace {

constexpr int unsorted_files_max = 24;
constexpr auto compaction_turn = std::chrono::milliseconds(10);
constexpr int compaction_turns_max = 1000;  // a database that can not compact is no reason to stop

// A missing or malformed file of the database is as good as corruption: the state is rebuilt either
// way.
failure opening_failure(const rocksdb::Status& status, const std::filesystem::path& directory) {
  failure opened = to_failure(status, "open the state in " + directory.string());
  if (status.IsPathNotFound() || status.IsInvalidArgument()) opened.code = failure_code::corrupt;
  return opened;
}

std::optional<std::string> copied(const row_change& change) {
  if (change.is_removal()) return std::nullopt;
  return std::string(change.value());
}

class snapshot_rows final : public row_reader {
 public:
  snapshot_rows(memtables tables, std::shared_ptr<rocksdb::DB> db)
      : tables_(std::move(tables)), filed_(db, db->GetSnapshot()) {}

  std::optional<std::string> get(std::string_view key) const override {
    if (const auto change = find(tables_, key)) return copied(*change);
    return filed_.get(key);
  }
  void scan(std::string_view from, std::string_view to, const row_visitor& visit) const override {
    visit_range({from, to, false}, visit);
  }
  void scan_back(std::string_view from, std::string_view to,
                 const row_visitor& visit) const override {
    visit_range({from, to, true}, visit);
  }

 private:
  void visit_range(const row_range& range, const row_visitor& visit) const {
    std::vector<std::unique_ptr<row_cursor>> layers;
    for (const auto& table : tables_) layers.push_back(table_cursor(table, range, nullptr));
    layers.push_back(filed_.cursor(range));
    walk(std::move(layers), range.backward, visit);
  }

  const memtables tables_;
  const rocks_rows filed_;
};

class layered_state_store final : public state_store {
 public:
  layered_state_store(directory_lock lock, std::shared_ptr<state_resources> resources,
                      std::shared_ptr<rocksdb::DB> db, state_position at,
                      const std::filesystem::path& directory)
      : lock_(std::move(lock)),
        resources_(std::move(resources)),
        db_(std::move(db)),
        filed_(db_, nullptr),
        queue_(resources_->memtable_bytes, std::move(at),
               [this, path = directory / "incoming.rows"](const auto& rows, const auto& to) {
                 wait_for_compaction();
                 return ingest(*db_, rows, to, path);
               }) {}

  std::optional<std::string> get(std::string_view key) const override;
  void scan(std::string_view from, std::string_view to, const row_visitor& visit) const override {
    visit_range({from, to, false}, visit);
  }
  void scan_back(std::string_view from, std::string_view to,
                 const row_visitor& visit) const override {
    visit_range({from, to, true}, visit);
  }

  state_position at() const override {
    const std::shared_lock held(queue_.lock());
    return queue_.at();
  }

  result<void> write(const row_changes& changes, const state_position& at) override;
  view snapshot() const override;
  result<state_position> checkpoint(const std::filesystem::path& target) override;
  result<void> flush() override { return queue_.drain(); }

 private:
  void visit_range(const row_range& range, const row_visitor& visit) const;
  void wait_for_compaction() const;

  directory_lock lock_;
  std::shared_ptr<state_resources> resources_;
  std::shared_ptr<rocksdb::DB> db_;
  rocks_rows filed_;
  mutable row_cache read_;
  mutable memtable_queue queue_;
};

std::optional<std::string> layered_state_store::get(std::string_view key) const {
  if (key == position_key) return std::nullopt;
  std::uint64_t generation = 0;
  {
    const std::shared_lock held(queue_.lock());
    if (const auto change = find(queue_.tables(), key)) return copied(*change);
    generation = queue_.filed();
  }
  if (auto known = read_.find(key, generation)) return known;
  auto value = filed_.get(key);
  if (value) read_.put(key, generation, *value);
  return value;
}

// The layers are taken together, so that rows on their way from one to the next show exactly once.
void layered_state_store::visit_range(const row_range& range, const row_visitor& visit) const {
  memtables tables;
  std::unique_ptr<row_cursor> filed;
  {
    const std::shared_lock held(queue_.lock());
    tables = queue_.tables();
    filed = filed_.cursor(range);
  }
  std::vector<std::unique_ptr<row_cursor>> layers;
  for (std::size_t n = 0; n < tables.size(); ++n) {
    layers.push_back(table_cursor(tables[n], range, n == 0 ? &queue_.lock() : nullptr));
  }
  layers.push_back(std::move(filed));
  walk(std::move(layers), range.backward, visit);
}

result<void> layered_state_store::write(const row_changes& changes, const state_position& at) {
  if (auto room = queue_.wait_for_room(); !room) return room;
  const std::unique_lock held(queue_.lock());
  memtable& active = queue_.active();
  changes.each([&active](std::string_view key, std::optional<std::string_view> value) {
    value ? active.put(key, *value) : active.erase(key);
  });
  queue_.done(at);
  return {};
}

// Ingested files do not stall as a database's own writes do, so the brake is here: rows wait in
// memory, then the writer does.
void layered_state_store::wait_for_compaction() const {
  for (int turn = 0; turn < compaction_turns_max; ++turn) {
    std::string files;
    db_->GetProperty(rocksdb::DB::Properties::kNumFilesAtLevelPrefix + "0", &files);
    if (std::atoi(files.c_str()) < unsorted_files_max) return;
    std::this_thread::sleep_for(compaction_turn);
  }
}

state_store::view layered_state_store::snapshot() const {
  const std::unique_lock held(queue_.lock());
  queue_.seal();
  memtables sealed(queue_.tables().begin() + 1, queue_.tables().end());
  return {std::make_shared<snapshot_rows>(std::move(sealed), db_), queue_.at()};
}

// Writes may go on while the files are linked, so the copy itself is asked for its position.
result<state_position> layered_state_store::checkpoint(const std::filesystem::path& target) {
  if (auto filed = flush(); !filed) return std::unexpected(filed.error());
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
  return std::make_unique<layered_state_store>(std::move(*lock), std::move(resources),
                                               std::move(db), std::move(*at), directory);
}

}  // namespace carnet::storage
