#include "api/exports/class_rows.hpp"

#include <algorithm>

#include "domain/check.hpp"
#include "producers/ocsf/event_details.hpp"

namespace carnet::exports {
namespace {

const producers::ocsf_class_columns& columns_of(std::uint32_t class_uid) {
  const auto* found = parquet::find_class(class_uid);
  check(found != nullptr, "an export of a class has its columns");
  return *found;
}

}  // namespace

class_rows::class_rows(const producers::ocsf_source& from, const export_created& facts,
                       std::uint64_t first)
    : from_(from), facts_(facts), columns_(columns_of(facts.class_uid)), place_(first) {}

bool class_rows::fits(const projections::placed_fact& fact, std::uint64_t place) const {
  if (fact.row.at < facts_.created_after) return false;
  if (schemas::ocsf_mapping_of(producers::event_index_of(fact.row)).class_uid !=
      columns_.class_uid) {
    return false;
  }
  return facts_.identity.empty() || fact.identity_at(place) == facts_.identity;
}

// Times never go back along a stream.
bool class_rows::is_behind(const projections::placed_fact& fact, std::uint64_t place) const {
  return place > facts_.newest ||
         (facts_.created_before != 0 && fact.row.at >= facts_.created_before);
}

void class_rows::add(parquet::writer& to, const projections::placed_fact& fact,
                     std::uint64_t place) {
  json_.clear();
  producers::append_ocsf_event(json_, from_, ocsf_version_of(facts_.format), fact, place);
  to.add(parquet::row_of(columns_, json_));
  if (first_ == 0) first_ = place;
  last_ = place;
}

void class_rows::next(parquet::writer& to, std::size_t looks, std::uint32_t& left) {
  bool more = false;
  projections::facts_from(from_.rows, from_.project, place_, [&](const auto& fact) {
    for (place_ = std::max(place_, fact.first); place_ <= fact.last(); ++place_) {
      more = !is_behind(fact, place_);
      if (!more || left == 0 || looks == 0) return false;
      --looks;
      if (!fits(fact, place_)) continue;
      add(to, fact, place_);
      --left;
    }
    more = false;
    return true;
  });
  ended_ = !more;
}

}  // namespace carnet::exports
