// A disk in memory that forgets at a power cut what POSIX lets it forget: bytes that were not
// synced, and names (created, renamed, removed) whose directory was not. What is forgotten is drawn
// from a seed: all, or a prefix, or for write-ahead logs single pages in any order, the rest
// reading as zeros.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace carnet::test {

struct disk_file {
  std::string bytes;
  std::size_t synced = 0;  // the first so many bytes survive anything
};

enum class disk_answer { done, off, full, failed, missing };

class power_cut_disk {
 public:
  explicit power_cut_disk(std::uint64_t seed) : random_(seed) {}

  // The power goes at the n-th change from now; the change itself may or may not take place.
  void cut_after(std::uint64_t changes);
  bool off() const;
  // Settles what survived; files opened before are detached.
  void power_on();

  // From now on only so many bytes can be appended; nothing for no limit.
  void set_room(std::optional<std::uint64_t> bytes);
  // The next syncs of files fail, leaving their bytes unsynced.
  void fail_syncs(int count);

  disk_answer create(const std::string& name, std::shared_ptr<disk_file>& file);
  disk_answer open(const std::string& name, std::shared_ptr<disk_file>& file) const;
  disk_answer append(disk_file& file, std::string_view bytes);
  disk_answer truncate(disk_file& file, std::size_t size);
  disk_answer sync(disk_file& file);
  disk_answer sync_directory(const std::string& directory);
  disk_answer rename(const std::string& from, const std::string& to);
  disk_answer link(const std::string& from, const std::string& to);
  disk_answer remove(const std::string& name);
  disk_answer read(const disk_file& file, std::uint64_t offset, std::size_t size,
                   std::string& bytes) const;
  disk_answer size(const std::string& name, std::uint64_t& bytes) const;
  std::vector<std::string> names_in(const std::string& directory) const;

 private:
  using names = std::map<std::string, std::shared_ptr<disk_file>>;
  // Names that change together; a null file removes the name.
  using name_change = std::vector<std::pair<std::string, std::shared_ptr<disk_file>>>;

  disk_answer begin_change(bool& takes_place);
  disk_answer change_names(const name_change& change);
  std::string surviving_bytes(const std::string& name, const disk_file& file);
  std::uint64_t below(std::uint64_t bound);  // 0 .. bound - 1

  mutable std::mutex mutex_;  // guards everything, the contents of files included
  std::mt19937_64 random_;
  names present_;
  names durable_;
  std::vector<name_change> pending_;
  std::uint64_t changes_left_ = UINT64_MAX;
  std::optional<std::uint64_t> room_;
  int failing_syncs_ = 0;
  bool off_ = false;
};

}  // namespace carnet::test
