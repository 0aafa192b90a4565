#include "api/exports/bulk_file.hpp"

#include <algorithm>

namespace carnet::exports {

bulk_file::bulk_file(const service& app, const project_id& project, partition_id partition,
                     const projections::bulk_export_row& row, export_parts parts,
                     http::byte_range range)
    : app_(app),
      id_(row.facts.id),
      renderer_(app, project, partition, row.facts),
      parts_(std::move(parts)),
      left_(range) {
  while (part_ < parts_.sizes.size() && part_at_ + parts_.sizes[part_] <= left_.first) {
    part_at_ += parts_.sizes[part_++];
  }
}

bool bulk_file::render() {
  piece_ = renderer_.render(parts_.firsts[part_], parts_.records[part_], part_ == 0);
  const auto check =
      app_.core.hashes().export_part(id_.text, piece_).substr(0, export_parts::check_bytes);
  return check == std::string_view(parts_.checks)
                      .substr(part_ * export_parts::check_bytes, export_parts::check_bytes);
}

bool bulk_file::ready() { return left_.first == left_.end || render(); }

http::flow bulk_file::next(std::string& into) {
  if (left_.first == left_.end) return http::flow::ends;
  if (piece_.empty() && !render()) return http::flow::breaks;
  const std::uint64_t skipped = left_.first - part_at_;
  const std::uint64_t bytes = std::min(piece_.size() - skipped, left_.end - left_.first);
  into.append(piece_, skipped, bytes);
  left_.first += bytes;
  part_at_ += piece_.size();
  ++part_;
  piece_.clear();
  return left_.first == left_.end ? http::flow::ends : http::flow::more;
}

}  // namespace carnet::exports
