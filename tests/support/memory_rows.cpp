#include "tests/support/memory_rows.hpp"

namespace carnet::test {

std::optional<std::string> memory_rows::get(std::string_view key) const {
  const auto found = rows_.find(key);
  if (found == rows_.end()) return std::nullopt;
  return found->second;
}

void memory_rows::scan(std::string_view from, std::string_view to,
                       const storage::row_visitor& visit) const {
  for (auto at = rows_.lower_bound(from); at != rows_.end() && at->first < to; ++at) {
    if (!visit(at->first, at->second)) return;
  }
}

void memory_rows::scan_back(std::string_view from, std::string_view to,
                            const storage::row_visitor& visit) const {
  auto at = rows_.lower_bound(to);
  while (at != rows_.begin()) {
    --at;
    if (at->first < from || !visit(at->first, at->second)) return;
  }
}

void memory_rows::put(std::string_view key, std::string_view value) {
  rows_.insert_or_assign(std::string(key), std::string(value));
}

void memory_rows::erase(std::string_view key) {
  const auto found = rows_.find(key);
  if (found != rows_.end()) rows_.erase(found);
}

}  // namespace carnet::test
