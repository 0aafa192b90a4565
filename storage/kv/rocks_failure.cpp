// Classing of RocksDB's status codes.
#include "storage/kv/rocks_failure.hpp"

namespace carnet::storage {
namespace {

failure_code code_of(const rocksdb::Status& status) {
  if (status.IsNoSpace()) return failure_code::storage_full;
  if (status.IsNotFound()) return failure_code::not_found;
  if (status.IsCorruption()) return failure_code::corrupt;
  if (status.IsNotSupported()) return failure_code::unsupported;
  if (status.IsInvalidArgument()) return failure_code::invalid_argument;
  if (status.IsTimedOut()) return failure_code::timed_out;
  const bool lock_refused =
      status.IsIOError() && status.ToString().find("lock") != std::string::npos;
  return lock_refused ? failure_code::locked : failure_code::io;
}

}  // namespace

failure to_failure(const rocksdb::Status& status, const std::string& doing) {
  return {code_of(status), doing + ": " + status.ToString()};
}

result<void> checked(const rocksdb::Status& status, const std::string& doing) {
  if (status.ok()) return {};
  return std::unexpected(to_failure(status, doing));
}

}  // namespace carnet::storage
