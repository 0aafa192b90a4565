// Order of files and continuity of sequence numbers over all of them.
#include "storage/log/wal_scan.hpp"

#include <fmt/core.h>
#include <rocksdb/env.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "storage/kv/rocks_failure.hpp"
#include "storage/log/wal_blocks.hpp"

namespace carnet::storage {
namespace {

struct wal_file {
  std::uint64_t number = 0;
  std::string path;
};

std::vector<wal_file> wal_files(rocksdb::Env& env, const std::filesystem::path& directory) {
  std::vector<std::string> names;
  std::vector<wal_file> files;
  if (!env.GetChildren(directory.string(), &names).ok()) return files;
  for (const std::string& name : names) {
    wal_file file{0, (directory / name).string()};
    const char* const end = name.data() + name.size();
    const auto [rest, error] = std::from_chars(name.data(), end, file.number);
    if (error == std::errc{} && std::string_view(rest, end) == ".log") files.push_back(file);
  }
  std::ranges::sort(files, {}, &wal_file::number);
  return files;
}

// What one pass over the files has seen.
class continuity {
 public:
  void enter(const wal_file& file, std::size_t bytes) {
    file_ = &file;
    bytes_ += bytes;
  }

  void found(const wal_blocks::write& write) {
    const std::uint64_t missing = next_ && write.sequence > *next_ ? write.sequence - *next_ : 0;
    // More operations than there are bytes: garbage whose checksum holds by chance.
    if (damage_ && missing > bytes_) return;
    // A torn write is not followed by another in its file, even if no sequence tells what it held.
    const bool same_file = damaged_file_ == file_;
    if (damage_ && (missing > 0 || (!next_ && same_file)) && !lost_) lost_ = *damage_;
    if (damage_) {
      // The next write took up the sequence of the damaged one: that one was never acknowledged.
      findings_.torn_tails.push_back(*std::exchange(damage_, std::nullopt));
    }
    next_ = write.sequence + write.operations;
    findings_.highest = std::max(findings_.highest, *next_ - 1);
  }

  void damaged(std::size_t offset) {
    if (damage_) return;
    damage_ = fmt::format("{} offset {}", file_->path, offset);
    damaged_file_ = file_;
  }

  result<wal_findings> conclude() {
    if (lost_) {
      return fail(failure_code::corrupt,
                  fmt::format("write-ahead log {}: damaged, and acknowledged records follow; "
                              "restore from a backup",
                              *lost_));
    }
    if (damage_) findings_.torn_tails.push_back(*damage_);
    return findings_;
  }

 private:
  const wal_file* file_ = nullptr;
  std::uint64_t bytes_ = 0;  // of the files so far
  wal_findings findings_;
  std::optional<std::uint64_t> next_;  // the sequence that the next write must have
  const wal_file* damaged_file_ = nullptr;
  std::optional<std::string> damage_;  // the damaged stretch since the last whole write
  std::optional<std::string> lost_;    // a damaged stretch that held acknowledged writes
};

}  // namespace

result<wal_findings> scan_wals(rocksdb::Env& env, const std::filesystem::path& directory) {
  continuity seen;
  const auto files = wal_files(env, directory);
  for (const wal_file& file : files) {
    std::string bytes;
    const auto read = rocksdb::ReadFileToString(&env, file.path, &bytes);
    if (!read.ok()) return std::unexpected(to_failure(read, "read " + file.path));
    seen.enter(file, bytes.size());
    wal_blocks::walk(
        bytes, [&](const wal_blocks::write& write) { seen.found(write); },
        [&](std::size_t offset) { seen.damaged(offset); });
  }
  return seen.conclude();
}

}  // namespace carnet::storage
