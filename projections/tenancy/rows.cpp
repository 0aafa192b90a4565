#include "projections/tenancy/rows.hpp"

#include <algorithm>

namespace carnet::projections {

std::vector<limit_amount> project_limits_row::set() const {
  std::vector<limit_amount> out;
  for (std::size_t n = 0; n < std::min(which.size(), amounts.size()); ++n) {
    out.push_back({which[n], amounts[n]});
  }
  return out;
}

}  // namespace carnet::projections
