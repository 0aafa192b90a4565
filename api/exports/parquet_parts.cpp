#include "api/exports/parquet_parts.hpp"

#include <algorithm>

namespace carnet::exports {
namespace {

constexpr std::uint32_t rows_per_group = 4096;
constexpr std::size_t looks_at_a_time = 100;  // a millisecond or two
constexpr std::size_t looks_for_all = 4096;
constexpr std::size_t magic_bytes = 4;  // what the first row group of a file comes behind

parquet::writer open_file(const export_created& facts) {
  return parquet::open_class_file(*parquet::find_class(facts.class_uid));
}

}  // namespace

parquet_parts::parquet_parts(const producers::ocsf_source& from, const export_created& facts)
    : from_(from),
      facts_(facts),
      file_(open_file(facts)),
      rows_(from, facts, 1),
      left_(facts.newest == 0 ? 0 : facts.records) {}

std::optional<producers::rendered_part> parquet_parts::next() {
  if (closed_) return std::nullopt;
  const std::uint32_t wanted = std::min(left_, rows_per_group);
  std::uint32_t left = wanted;
  rows_.restart_count();
  while (left > 0 && !rows_.ended()) rows_.next(file_, looks_for_all, left);
  producers::rendered_part part;
  part.records = wanted - left;
  left_ -= part.records;
  if (part.records == 0) {
    closed_ = part.kept = true;
    file_.finish(part.bytes);
    return part;
  }
  part.first = rows_.first();
  part.last = rows_.last();
  file_.end_group(part.bytes);
  return part;
}

bool parquet_parts::render(const wanted_part& part, std::string& into) {
  if (!again_)
    again_.emplace(open_file(facts_), class_rows(from_, facts_, part.first), part.records);
  again_->rows.next(again_->file, looks_at_a_time, again_->left);
  if (again_->left > 0 && !again_->rows.ended()) return false;
  again_->file.end_group(into);
  if (!part.opens) into.erase(0, magic_bytes);
  again_.reset();
  return true;
}

}  // namespace carnet::exports
