#include "storage/kv/overlay.hpp"

namespace carnet::storage {
namespace {

// Walks database rows and overlay rows as one ordered sequence; the overlay's row wins where both
// have one. `before` orders keys in the direction of the walk.
template <class Iterator, class Before>
class merge {
 public:
  merge(const Iterator& at, const Iterator& end, Before before, const row_visitor& visit)
      : at_(at), end_(end), before_(before), visit_(visit) {}

  // A row of the database, in walking order.
  bool stored_row(std::string_view key, std::string_view value) {
    while (at_ != end_ && before_(std::string_view(at_->first), key)) {
      if (!overlay_row()) return false;
    }
    if (at_ != end_ && at_->first == key) return overlay_row();
    going_ = visit_(key, value);
    return going_;
  }

  void rest() {
    while (going_ && at_ != end_) overlay_row();
  }

 private:
  bool overlay_row() {
    const auto row = at_++;
    if (row->second) going_ = visit_(row->first, *row->second);
    return going_;
  }

  Iterator at_;
  Iterator end_;
  Before before_;
  const row_visitor& visit_;
  bool going_ = true;
};

}  // namespace

std::optional<std::string> overlay::get(std::string_view key) const {
  const auto found = rows_.find(key);
  return found != rows_.end() ? found->second : base_.get(key);
}

void overlay::scan(std::string_view from, std::string_view to, const row_visitor& visit) const {
  merge walk(rows_.lower_bound(from), rows_.lower_bound(to), std::less<std::string_view>(), visit);
  base_.scan(from, to, [&walk](auto key, auto value) { return walk.stored_row(key, value); });
  walk.rest();
}

void overlay::scan_back(std::string_view from, std::string_view to,
                        const row_visitor& visit) const {
  merge walk(std::make_reverse_iterator(rows_.lower_bound(to)),
             std::make_reverse_iterator(rows_.lower_bound(from)), std::greater<std::string_view>(),
             visit);
  base_.scan_back(from, to, [&walk](auto key, auto value) { return walk.stored_row(key, value); });
  walk.rest();
}

void overlay::put(std::string_view key, std::string_view value) {
  const auto at = rows_.lower_bound(key);
  if (at != rows_.end() && at->first == key) {
    at->second.emplace(value);
  } else {
    rows_.emplace_hint(at, key, std::string(value));
  }
}

void overlay::erase(std::string_view key) {
  const auto at = rows_.lower_bound(key);
  if (at != rows_.end() && at->first == key) {
    at->second.reset();
  } else {
    rows_.emplace_hint(at, key, std::nullopt);
  }
}

void overlay::each(
    const std::function<void(std::string_view, std::optional<std::string_view>)>& visit) const {
  for (const auto& [key, value] : rows_) {
    visit(key, value ? std::optional<std::string_view>(*value) : std::nullopt);
  }
}

void overlay::clear() { rows_.clear(); }

}  // namespace carnet::storage
