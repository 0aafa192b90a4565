#include "storage/kv/row_cursor.hpp"

#include <array>

namespace carnet::storage {
namespace {

class memtable_cursor final : public row_cursor {
 public:
  memtable_cursor(std::shared_ptr<const memtable> table, const row_range& range,
                  std::shared_mutex* lock)
      : table_(std::move(table)), range_(range), lock_(lock) {
    refill();
  }

  bool valid() const override { return at_ < count_; }
  std::string_view key() const override { return places_[at_].key; }
  row_change change() const override { return places_[at_].change; }
  void next() override {
    if (++at_ == count_ && count_ == places_.size()) refill();
  }

 private:
  struct place {
    std::string_view key;
    row_change change = row_change::removed();
  };

  void refill() {
    std::shared_lock<std::shared_mutex> held;
    if (lock_ != nullptr) held = std::shared_lock(*lock_);
    const std::string_view last = started_ ? places_[count_ - 1].key : std::string_view();
    at_ = count_ = 0;
    range_.backward ? fill_backward(last) : fill_forward(last);
    started_ = true;
  }

  void fill_forward(std::string_view last) {
    const auto& rows = table_->rows();
    auto row = started_ ? rows.upper_bound(last) : rows.lower_bound(range_.from);
    for (; row != rows.end() && row->key() < range_.to && count_ < places_.size(); ++row) {
      places_[count_++] = {row->key(), row->change()};
    }
  }

  void fill_backward(std::string_view last) {
    const auto& rows = table_->rows();
    auto row = rows.lower_bound(started_ ? last : range_.to);
    while (row != rows.begin() && count_ < places_.size()) {
      --row;
      if (row->key() < range_.from) break;
      places_[count_++] = {row->key(), row->change()};
    }
  }

  std::shared_ptr<const memtable> table_;
  const row_range range_;
  std::shared_mutex* const lock_;
  std::array<place, 32> places_;
  std::size_t at_ = 0;
  std::size_t count_ = 0;
  bool started_ = false;
};

}  // namespace

std::unique_ptr<row_cursor> table_cursor(std::shared_ptr<const memtable> table,
                                         const row_range& range, std::shared_mutex* lock) {
  return std::make_unique<memtable_cursor>(std::move(table), range, lock);
}

void walk(std::vector<std::unique_ptr<row_cursor>> newest_first, bool backward,
          const row_visitor& visit) {
  for (;;) {
    row_cursor* first = nullptr;
    for (const auto& layer : newest_first) {
      if (!layer->valid()) continue;
      const bool earlier = first == nullptr ||
                           (backward ? layer->key() > first->key() : layer->key() < first->key());
      if (earlier) first = layer.get();
    }
    if (first == nullptr) return;
    const std::string_view key = first->key();
    const row_change change = first->change();
    if (!change.is_removal() && !visit(key, change.value())) return;
    for (const auto& layer : newest_first) {
      if (layer.get() != first && layer->valid() && layer->key() == key) layer->next();
    }
    first->next();
  }
}

}  // namespace carnet::storage
