#include "api/exports/mail_parts.hpp"

#include <algorithm>

namespace carnet::exports {
namespace {

// Of a part: some 60 KiB, which an event loop renders in about a millisecond.
constexpr std::uint32_t records_per_part = 128;

}  // namespace

mail_parts::mail_parts(const service& app, const project_id& project, partition_id partition,
                       const export_created& facts)
    : project_(project),
      facts_(facts),
      text_(app, project, partition, facts),
      mails_(project, facts),
      left_(facts.newest == 0 ? 0 : facts.records) {}

std::optional<producers::rendered_part> mail_parts::next() {
  const std::uint32_t wanted = std::min(left_, records_per_part);
  while (read_.size() < wanted && !mails_.ended()) {
    auto page = mails_.next(text_.rows(), mails_per_piece);
    read_.insert(read_.end(), std::make_move_iterator(page.begin()),
                 std::make_move_iterator(page.end()));
  }
  const auto fit = std::min<std::size_t>(wanted, read_.size());
  if (fit == 0 && begun_) return std::nullopt;
  producers::rendered_part part;
  if (!begun_) text_.begin(part.bytes);
  begun_ = true;
  if (fit == 0 && part.bytes.empty()) return std::nullopt;
  for (std::size_t n = 0; n < fit; ++n) text_.append(part.bytes, read_[n].mail);
  if (fit != 0) {
    part.first = read_.front().number;
    part.last = read_[fit - 1].number;
  }
  part.records = static_cast<std::uint32_t>(fit);
  left_ -= part.records;
  read_.erase(read_.begin(), read_.begin() + static_cast<std::ptrdiff_t>(fit));
  return part;
}

bool mail_parts::render(const wanted_part& part, std::string& into) {
  if (part.opens) text_.begin(into);
  export_created from = facts_;
  from.newest = part.first;
  projections::mail_selection mails(project_, from);
  for (auto left = part.records; left > 0 && !mails.ended();) {
    for (const auto& one : mails.next(text_.rows(), mails_per_piece)) {
      if (left == 0) break;
      text_.append(into, one.mail);
      --left;
    }
  }
  return true;
}

}  // namespace carnet::exports
