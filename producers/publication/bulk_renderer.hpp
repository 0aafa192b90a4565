// Who makes the file of a bulk export, part by part, in order.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "domain/export/events.hpp"
#include "domain/ids.hpp"
#include "storage/log/position.hpp"

namespace carnet::producers {

struct rendered_part {
  std::uint64_t first = 0;  // numbers of its first and last record
  std::uint64_t last = 0;
  std::uint32_t records = 0;
  std::string bytes;
  bool kept = false;  // it is no function of the rows alone: to be kept, sealed
};

class bulk_renderer {
 public:
  virtual ~bulk_renderer() = default;
  // The next part; nothing behind the last.
  virtual std::optional<rendered_part> next() = 0;
};

using open_bulk_renderer = std::function<std::unique_ptr<bulk_renderer>(
    partition_id, const project_id&, const export_created&)>;

}  // namespace carnet::producers
