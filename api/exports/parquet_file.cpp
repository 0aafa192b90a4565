#include "api/exports/parquet_file.hpp"

namespace carnet::exports {
namespace {

constexpr std::uint64_t events_per_piece = 100;
constexpr std::uint64_t rows_per_group = 4096;

// The last place before this time: times never go back along a stream.
std::uint64_t place_before(const producers::ocsf_source& from, std::uint64_t end, unix_us time) {
  std::uint64_t low = 0, high = end;
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    unix_us at = 0;
    producers::walk_ocsf(from, schemas::ocsf_newest, middle, [&at](const auto& item) {
      at = item.at;
      return false;
    });
    at < time ? low = middle + 1 : high = middle;
  }
  return low;
}

}  // namespace

parquet_file::parquet_file(const producers::ocsf_source& from, const parquet_choice& choice)
    : from_(from),
      choice_(choice),
      end_(producers::ocsf_end(from)),
      cursor_(choice.created_after == 0 ? 0 : place_before(from, end_, choice.created_after)),
      file_(parquet::open_class_file(*choice.columns)) {}

http::flow parquet_file::next(std::string& into) {
  std::uint64_t looks = 0;
  producers::walk_ocsf(from_, choice_.version, cursor_, [&](const producers::ocsf_item& item) {
    if (item.sequence > end_) return false;
    past_ = choice_.created_before != 0 && item.at >= choice_.created_before;
    if (past_) return false;
    cursor_ = item.sequence;
    if (item.class_uid == choice_.columns->class_uid)
      file_.add(parquet::row_of(*choice_.columns, item.json));
    return ++looks < events_per_piece;
  });
  if (past_ || looks == 0 || cursor_ >= end_) {
    file_.finish(into);
    return http::flow::ends;
  }
  if (file_.rows_in_group() >= rows_per_group) file_.end_group(into);
  return http::flow::more;
}

}  // namespace carnet::exports
