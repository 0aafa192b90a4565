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
    while (at_ != end_ && before_(at_->key(), key)) {
      if (!overlay_row()) return false;
    }
    if (at_ != end_ && at_->key() == key) return overlay_row();
    going_ = visit_(key, value);
    return going_;
  }

  void rest() {
    while (going_ && at_ != end_) overlay_row();
  }

 private:
  bool overlay_row() {
    const auto row = at_++;
    const row_change change = row->change();
    if (!change.is_removal()) going_ = visit_(row->key(), change.value());
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
  const auto change = rows_.find(key);
  if (!change) return base_.get(key);
  if (change->is_removal()) return std::nullopt;
  return std::string(change->value());
}

void overlay::scan(std::string_view from, std::string_view to, const row_visitor& visit) const {
  const auto& rows = rows_.rows();
  merge walk(rows.lower_bound(from), rows.lower_bound(to), std::less<std::string_view>(), visit);
  base_.scan(from, to, [&walk](auto key, auto value) { return walk.stored_row(key, value); });
  walk.rest();
}

void overlay::scan_back(std::string_view from, std::string_view to,
                        const row_visitor& visit) const {
  const auto& rows = rows_.rows();
  merge walk(std::make_reverse_iterator(rows.lower_bound(to)),
             std::make_reverse_iterator(rows.lower_bound(from)), std::greater<std::string_view>(),
             visit);
  base_.scan_back(from, to, [&walk](auto key, auto value) { return walk.stored_row(key, value); });
  walk.rest();
}

void overlay::each(
    const std::function<void(std::string_view, std::optional<std::string_view>)>& visit) const {
  for (const table_row& row : rows_.rows()) visit(row.key(), row.change().optional());
}

}  // namespace carnet::storage
