#include "tests/simulation/faults.hpp"

namespace carnet::test {

fault fault_source::next_write() {
  ++writes_;
  if (stopped_) return fault::none;
  if (one_) return one_->write == writes_ ? one_->kind : fault::none;
  if (!chance_.chance(permille_)) return fault::none;
  return static_cast<fault>(1 + chance_.below(fault_kinds - 1));
}

void fault_source::step() {
  if (!stopped_ && !one_ && chance_.chance(permille_ / 10)) throw simulated_crash{};
}

bool fault_source::read_fails() { return !stopped_ && !one_ && chance_.chance(permille_ / 4); }

}  // namespace carnet::test
