#include "api/exports/bulk_file.hpp"

#include <algorithm>

namespace carnet::exports {

bulk_file::bulk_file(const service& app, const project_id& project, partition_id partition,
                     const projections::bulk_export_row& row, export_parts parts,
                     std::string footer, http::byte_range range)
    : app_(app),
      id_(row.facts.id),
      renderer_(open_parts(app, project, partition, row.facts)),
      parts_(std::move(parts)),
      footer_(std::move(footer)),
      left_(range) {
  while (part_ < parts_.sizes.size() && part_at_ + parts_.sizes[part_] <= left_.first) {
    part_at_ += parts_.sizes[part_++];
  }
}

bulk_file::state bulk_file::render() {
  if (is_kept()) {
    piece_ = footer_;
  } else if (!renderer_->render({parts_.firsts[part_], parts_.records[part_], part_ == 0},
                                piece_)) {
    return state::some;
  }
  const auto check =
      app_.core.hashes().export_part(id_.text, piece_).substr(0, export_parts::check_bytes);
  whole_ = check == std::string_view(parts_.checks)
                        .substr(part_ * export_parts::check_bytes, export_parts::check_bytes);
  return whole_ ? state::whole : state::changed;
}

bool bulk_file::ready() {
  if (left_.first == left_.end) return true;
  state at = state::some;
  while (at == state::some) at = render();
  return at == state::whole;
}

http::flow bulk_file::next(std::string& into) {
  if (left_.first == left_.end) return http::flow::ends;
  if (!whole_) {
    const state at = render();
    if (at != state::whole) return at == state::some ? http::flow::more : http::flow::breaks;
  }
  const std::uint64_t skipped = left_.first - part_at_;
  const std::uint64_t bytes = std::min(piece_.size() - skipped, left_.end - left_.first);
  into.append(piece_, skipped, bytes);
  left_.first += bytes;
  part_at_ += piece_.size();
  ++part_;
  piece_.clear();
  whole_ = false;
  return left_.first == left_.end ? http::flow::ends : http::flow::more;
}

}  // namespace carnet::exports
