// The events of an export that are of one OCSF class, oldest first, as rows of a Parquet file.
#pragma once

#include <cstdint>
#include <string>

#include "api/exports/ocsf_streams.hpp"
#include "producers/parquet/ocsf_rows.hpp"

namespace carnet::exports {

class class_rows {
 public:
  // From the place `first` on; `facts.newest` = the last.
  class_rows(const producers::ocsf_source& from, const export_created& facts, std::uint64_t first);

  // Looks at `looks` places at most and adds what fits, until `left` rows were added.
  void next(parquet::writer& to, std::size_t looks, std::uint32_t& left);

  // Whether next() has nothing left to look at.
  bool ended() const { return ended_; }

  // Places of the first row since restart_count() and of the last.
  std::uint64_t first() const { return first_; }
  std::uint64_t last() const { return last_; }
  void restart_count() { first_ = 0; }

 private:
  bool fits(const projections::placed_fact& fact, std::uint64_t place) const;
  bool is_behind(const projections::placed_fact& fact, std::uint64_t place) const;
  void add(parquet::writer& to, const projections::placed_fact& fact, std::uint64_t place);

  const producers::ocsf_source from_;
  const export_created facts_;
  const producers::ocsf_class_columns& columns_;
  std::uint64_t place_;  // to be looked at next
  std::uint64_t first_ = 0;
  std::uint64_t last_ = 0;
  bool ended_ = false;
  std::string json_;
};

}  // namespace carnet::exports
