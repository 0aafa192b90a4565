#include "storage/kv/memtable_queue.hpp"

#include <spdlog/spdlog.h>

#include <chrono>

#include "storage/kv/state_settings.hpp"

namespace carnet::storage {
namespace {

using namespace std::chrono_literals;

constexpr auto retry_after = 1s;

}  // namespace

std::optional<row_change> find(const memtables& tables, std::string_view key) {
  for (const auto& table : tables) {
    if (const auto change = table->find(key)) return change;
  }
  return std::nullopt;
}

memtable_queue::memtable_queue(std::size_t table_bytes, state_position at, filing file)
    : table_bytes_(table_bytes),
      file_(std::move(file)),
      at_(std::move(at)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

memtable_queue::~memtable_queue() {
  if (auto filed = drain(); !filed) {
    spdlog::warn("the state's latest rows are left to the log: {}", filed.error().what);
  }
  thread_.request_stop();
}

void memtable_queue::done(const state_position& at) {
  at_ = at;
  if (active_->bytes() >= table_bytes_) seal();
}

void memtable_queue::seal() {
  if (active_->empty()) return;
  active_ = std::make_shared<memtable>();
  tables_.insert(tables_.begin(), active_);
  sealed_at_.insert(sealed_at_.begin(), at_);
  changed_.notify_all();
}

result<void> memtable_queue::wait_for_room() {
  std::unique_lock held(lock_);
  const auto has_room = [this] { return tables_.size() <= memtables_max; };
  changed_.wait(held, [&] { return has_room() || failed_; });
  if (!has_room()) return std::unexpected(*failed_);
  return {};
}

result<void> memtable_queue::drain() {
  std::unique_lock held(lock_);
  seal();
  failed_.reset();  // what counts is the next attempt
  changed_.notify_all();
  changed_.wait(held, [this] { return sealed_at_.empty() || failed_; });
  if (!sealed_at_.empty()) return std::unexpected(*failed_);
  return {};
}

void memtable_queue::run(const std::stop_token& stop) {
  std::unique_lock held(lock_);
  for (;;) {
    changed_.wait(held, stop, [this] { return !sealed_at_.empty(); });
    if (stop.stop_requested()) return;
    file_oldest(held, stop);
  }
}

void memtable_queue::file_oldest(std::unique_lock<std::shared_mutex>& held,
                                 const std::stop_token& stop) {
  const auto table = tables_.back();
  const auto at = sealed_at_.back();
  held.unlock();
  auto filed = file_(*table, at);
  held.lock();
  if (filed) {
    tables_.pop_back();
    sealed_at_.pop_back();
    ++filed_;
    failed_.reset();
    changed_.notify_all();
    return;
  }
  spdlog::warn("{}; tried again in a second", filed.error().what);
  failed_ = std::move(filed.error());
  changed_.notify_all();
  changed_.wait_for(held, stop, retry_after, [this] { return !failed_; });
}

}  // namespace carnet::storage
