#include "domain/tenancy/limits.hpp"

#include <algorithm>

namespace carnet {

std::vector<limit_amount> with_wishes(std::span<const limit_amount> set,
                                      std::span<const limit_wish> wishes) {
  std::vector<limit_amount> out;
  for (const auto& row : limit_rows) {
    std::optional<std::uint32_t> amount;
    const auto before = std::ranges::find(set, row.which, &limit_amount::which);
    if (before != set.end()) amount = before->amount;
    for (const auto& wish : wishes) {
      if (wish.which == row.which) amount = wish.amount;
    }
    if (amount) out.push_back({row.which, *amount});
  }
  return out;
}

plan with_limits(plan figures, std::span<const limit_amount> set) {
  for (const auto& one : set) {
    const auto row = std::ranges::find(limit_rows, one.which, &limit_row::which);
    if (row != limit_rows.end()) figures.*(row->figure) = one.amount;
  }
  return figures;
}

}  // namespace carnet
