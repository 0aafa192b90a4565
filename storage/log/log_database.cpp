// Opening with the checks that RocksDB does not make, and the classing of failed writes.
#include "storage/log/log_database.hpp"

#include <fmt/core.h>
#include <rocksdb/env.h>

#include <cstdarg>

#include "storage/kv/rocks_failure.hpp"
#include "storage/log/big_endian.hpp"
#include "storage/log/log_settings.hpp"

namespace carnet::storage {
namespace {

constexpr std::chrono::seconds resume_interval{1};

// Whoever only looks leaves what RocksDB said last where it is.
class silent final : public rocksdb::Logger {
 public:
  using Logger::Logv;
  void Logv(const char*, std::va_list) override {}
};

rocksdb::Status open_database(const std::string& directory, const embedded_log_options& options,
                              std::vector<rocksdb::ColumnFamilyHandle*>& families,
                              rocksdb::DB*& db) {
  auto settings = log_database_settings(options);
  if (!options.read_only) {
    return rocksdb::DB::Open(settings, directory, log_families(options), &families, &db);
  }
  settings.info_log = std::make_shared<silent>();
  return rocksdb::DB::OpenForReadOnly(settings, directory, log_families(options), &families, &db);
}

}  // namespace

result<std::unique_ptr<log_database>> log_database::open(const std::filesystem::path& directory,
                                                         const embedded_log_options& options) {
  std::unique_ptr<log_database> opened(new log_database);
  rocksdb::DB* db = nullptr;
  const auto status = open_database(directory.string(), options, opened->families_, db);
  if (!status.ok()) {
    return std::unexpected(to_failure(status, "open the log in " + directory.string()));
  }
  opened->db_.reset(db);
  return opened;
}

log_database::~log_database() {
  if (!db_) return;
  for (rocksdb::ColumnFamilyHandle* const family : families_) {
    db_->DestroyColumnFamilyHandle(family).PermitUncheckedError();
  }
  db_->Close().PermitUncheckedError();
}

append_outcome log_database::write(rocksdb::WriteBatch& batch) {
  if (broken()) return append_outcome::unknown;
  if (full_.load(std::memory_order_acquire) && !room_again()) return append_outcome::not_written;
  rocksdb::WriteOptions durable;
  durable.sync = true;
  const auto status = db_->Write(durable, &batch);
  return status.ok() ? append_outcome::committed : classify(status);
}

// A full disk that refuses to take bytes leaves at most a part of the write, which no reader ever
// takes for a whole one. After any other error, a failed sync above all, the bytes may be on the
// disk or not.
append_outcome log_database::classify(const rocksdb::Status& status) {
  const std::string words = status.ToString();
  if (status.IsNoSpace() && words.find("appending") != std::string::npos) {
    full_.store(true, std::memory_order_release);
    return append_outcome::not_written;
  }
  broken_.store(true, std::memory_order_release);
  return append_outcome::unknown;
}

// RocksDB stays in its error state until it is told to try again.
bool log_database::room_again() {
  const std::lock_guard lock(resuming_);
  const auto now = std::chrono::steady_clock::now();
  if (now - last_resume_ < resume_interval) return !full_.load(std::memory_order_acquire);
  last_resume_ = now;
  if (!db_->Resume().ok()) return false;
  full_.store(false, std::memory_order_release);
  return true;
}

result<std::string> log_database::meta_row(std::string_view key) {
  std::string value;
  const auto status = db_->Get({}, meta(), key, &value);
  if (status.IsNotFound()) return std::string();
  if (!status.ok()) return std::unexpected(to_failure(status, "read the log's settings"));
  return value;
}

std::string frame_key(partition_id partition, record_sequence sequence, std::uint32_t index) {
  std::string key(16, '\0');
  store_big_endian(key.data(), partition);
  store_big_endian(key.data() + 4, sequence);
  store_big_endian(key.data() + 12, index);
  return key;
}

std::string subject_key(partition_id partition, std::string_view subject) {
  std::string key;
  key.reserve(sizeof partition + subject.size());
  append_big_endian(key, partition);
  key.append(subject);
  return key;
}

}  // namespace carnet::storage
