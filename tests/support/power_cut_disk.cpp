// The model: what is present, what is durable, and the changes of names in between.
#include "tests/support/power_cut_disk.hpp"

#include <algorithm>

namespace carnet::test {
namespace {

constexpr std::size_t page_bytes = 4096;

std::string directory_of(const std::string& name) { return name.substr(0, name.rfind('/')); }

void apply(std::map<std::string, std::shared_ptr<disk_file>>& names, const std::string& name,
           const std::shared_ptr<disk_file>& file) {
  if (file) {
    names[name] = file;
  } else {
    names.erase(name);
  }
}

}  // namespace

std::uint64_t power_cut_disk::below(std::uint64_t bound) { return random_() % bound; }

void power_cut_disk::cut_after(std::uint64_t changes) {
  const std::lock_guard lock(mutex_);
  changes_left_ = changes;
}

bool power_cut_disk::off() const {
  const std::lock_guard lock(mutex_);
  return off_;
}

void power_cut_disk::set_room(std::optional<std::uint64_t> bytes) {
  const std::lock_guard lock(mutex_);
  room_ = bytes;
}

void power_cut_disk::fail_syncs(int count) {
  const std::lock_guard lock(mutex_);
  failing_syncs_ = count;
}

disk_answer power_cut_disk::begin_change(bool& takes_place) {
  takes_place = !off_;
  if (off_) return disk_answer::off;
  if (changes_left_ > 0) {
    --changes_left_;
    return disk_answer::done;
  }
  off_ = true;
  takes_place = below(2) == 0;
  return disk_answer::off;
}

disk_answer power_cut_disk::change_names(const name_change& change) {
  bool takes_place = false;
  const disk_answer answer = begin_change(takes_place);
  if (!takes_place) return answer;
  for (const auto& [name, file] : change) apply(present_, name, file);
  pending_.push_back(change);
  return answer;
}

disk_answer power_cut_disk::create(const std::string& name, std::shared_ptr<disk_file>& file) {
  const std::lock_guard lock(mutex_);
  file = std::make_shared<disk_file>();
  return change_names({{name, file}});
}

disk_answer power_cut_disk::open(const std::string& name, std::shared_ptr<disk_file>& file) const {
  const std::lock_guard lock(mutex_);
  if (off_) return disk_answer::off;
  const auto found = present_.find(name);
  if (found == present_.end()) return disk_answer::missing;
  file = found->second;
  return disk_answer::done;
}

disk_answer power_cut_disk::append(disk_file& file, std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  if (off_) return disk_answer::off;
  if (room_ && bytes.size() > *room_) {
    file.bytes.append(bytes.substr(0, *room_));
    room_ = 0;
    return disk_answer::full;
  }
  bool takes_place = false;
  const disk_answer answer = begin_change(takes_place);
  if (takes_place) file.bytes.append(bytes);
  if (room_) *room_ -= bytes.size();
  return answer;
}

disk_answer power_cut_disk::truncate(disk_file& file, std::size_t size) {
  const std::lock_guard lock(mutex_);
  bool takes_place = false;
  const disk_answer answer = begin_change(takes_place);
  if (answer == disk_answer::off) return answer;
  file.bytes.resize(size);
  file.synced = std::min(file.synced, size);
  return answer;
}

disk_answer power_cut_disk::sync(disk_file& file) {
  const std::lock_guard lock(mutex_);
  if (off_) return disk_answer::off;
  if (failing_syncs_ > 0) {
    --failing_syncs_;
    return disk_answer::failed;
  }
  bool takes_place = false;
  const disk_answer answer = begin_change(takes_place);
  if (takes_place) file.synced = file.bytes.size();
  return answer;
}

disk_answer power_cut_disk::sync_directory(const std::string& directory) {
  const std::lock_guard lock(mutex_);
  bool takes_place = false;
  const disk_answer answer = begin_change(takes_place);
  if (!takes_place) return answer;
  std::erase_if(pending_, [&](const name_change& change) {
    if (directory_of(change.front().first) != directory) return false;
    for (const auto& [name, file] : change) apply(durable_, name, file);
    return true;
  });
  return answer;
}

disk_answer power_cut_disk::rename(const std::string& from, const std::string& to) {
  const std::lock_guard lock(mutex_);
  const auto found = present_.find(from);
  if (found == present_.end()) return disk_answer::missing;
  return change_names({{to, found->second}, {from, nullptr}});
}

disk_answer power_cut_disk::link(const std::string& from, const std::string& to) {
  const std::lock_guard lock(mutex_);
  const auto found = present_.find(from);
  if (found == present_.end()) return disk_answer::missing;
  return change_names({{to, found->second}});
}

disk_answer power_cut_disk::remove(const std::string& name) {
  const std::lock_guard lock(mutex_);
  if (!present_.contains(name)) return disk_answer::missing;
  return change_names({{name, nullptr}});
}

disk_answer power_cut_disk::read(const disk_file& file, std::uint64_t offset, std::size_t size,
                                 std::string& bytes) const {
  const std::lock_guard lock(mutex_);
  if (off_) return disk_answer::off;
  bytes.clear();
  if (offset < file.bytes.size()) bytes = file.bytes.substr(offset, size);
  return disk_answer::done;
}

disk_answer power_cut_disk::size(const std::string& name, std::uint64_t& bytes) const {
  const std::lock_guard lock(mutex_);
  if (off_) return disk_answer::off;
  const auto found = present_.find(name);
  if (found == present_.end()) return disk_answer::missing;
  bytes = found->second->bytes.size();
  return disk_answer::done;
}

std::vector<std::string> power_cut_disk::names_in(const std::string& directory) const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> found;
  for (const auto& [name, file] : present_) {
    if (directory_of(name) == directory) found.push_back(name.substr(directory.size() + 1));
  }
  return found;
}

std::string power_cut_disk::surviving_bytes(const std::string& name, const disk_file& file) {
  const std::size_t unsynced = file.bytes.size() - file.synced;
  if (unsynced == 0) return file.bytes;
  const std::uint64_t fate = below(4);
  if (fate == 0) return file.bytes.substr(0, file.synced);
  if (fate == 1) return file.bytes;
  std::string survived = file.bytes.substr(0, file.synced + below(unsynced + 1));
  // Pages reach the disk in any order. Not for other files: RocksDB's manifest takes damage for the
  // end of the database, which the rebuild of the state covers and a log must not meet at every
  // cut.
  if (fate == 2 || !name.ends_with(".log")) return survived;
  for (std::size_t page = file.synced / page_bytes; page * page_bytes < survived.size(); ++page) {
    if (below(2) == 0) continue;
    const std::size_t begin = std::max(page * page_bytes, file.synced);
    const std::size_t end = std::min((page + 1) * page_bytes, survived.size());
    std::fill_n(survived.begin() + static_cast<std::ptrdiff_t>(begin), end - begin, '\0');
  }
  return survived;
}

void power_cut_disk::power_on() {
  const std::lock_guard lock(mutex_);
  const std::uint64_t kept = below(2) == 0 ? 0 : below(pending_.size() + 1);
  for (std::uint64_t at = 0; at < kept; ++at) {
    for (const auto& [name, file] : pending_[at]) apply(durable_, name, file);
  }
  pending_.clear();
  present_.clear();
  for (auto& [name, file] : durable_) {
    auto survivor = std::make_shared<disk_file>();
    survivor->bytes = surviving_bytes(name, *file);
    survivor->synced = survivor->bytes.size();
    present_[name] = survivor;
  }
  durable_ = present_;
  changes_left_ = UINT64_MAX;
  failing_syncs_ = 0;
  room_.reset();
  off_ = false;
}

}  // namespace carnet::test
