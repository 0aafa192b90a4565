#include "storage/log/batch_limits.hpp"

#include <functional>
#include <numeric>

namespace carnet::storage {

bool within_limits(const record_batch& batch) {
  const auto& records = batch.records;
  if (records.size() > batch_records_max || (records.empty() && batch.keys.empty())) return false;
  if (records.size() == 1) return records.front().size() <= record_bytes_max;
  const std::size_t bytes =
      std::transform_reduce(records.begin(), records.end(), std::size_t{0}, std::plus<>(),
                            [](std::string_view record) { return record.size(); });
  return bytes <= batch_bytes_max;
}

}  // namespace carnet::storage
