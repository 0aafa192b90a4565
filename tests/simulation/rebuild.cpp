#include "tests/simulation/rebuild.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "projections/apply.hpp"
#include "schemas/codec.hpp"

namespace carnet::test {

void rebuild::advance(const log_disk& disk, record_sequence until) {
  projections::notices ignored;
  while (at_ < until) {
    const auto rec = schemas::decode(disk.records.at(at_).bytes);
    if (!rec) throw broken_promise{"a record does not decode"};
    ++at_;
    projections::application step(*rec, {control_partition, at_}, rows_, ignored);
    if (!step.events()) throw broken_promise{"a record does not apply"};
    step.remember();
  }
}

void rebuild::must_equal(const memory_rows& live) const {
  if (rows_ == live) return;
  const auto& mine = rows_.all();
  const auto& theirs = live.all();
  const auto [a, b] = std::ranges::mismatch(mine, theirs);
  const std::string kind = a != mine.end() ? a->first.substr(0, 2) : b->first.substr(0, 2);
  throw broken_promise{
      fmt::format("at {} the state differs from a rebuild, first at a row '{}'", at_, kind)};
}

}  // namespace carnet::test
