// Who renders a bulk export's file: all of it while it is made, and any part again while it is
// downloaded. A part is a function of the rows and of where it begins.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "api/service.hpp"
#include "producers/publication/bulk_renderer.hpp"

namespace carnet::exports {

struct wanted_part {
  std::uint64_t first = 0;  // number of its first record
  std::uint32_t records = 0;
  bool opens = false;  // it is the file's first
};

class part_renderer : public producers::bulk_renderer {
 public:
  // Renders on, for a millisecond or so; true once the part is whole, and in `into`. It is called
  // with the same part until then.
  virtual bool render(const wanted_part& part, std::string& into) = 0;
};

// By the format of the export: mails, events, or events of one class as Parquet.
std::unique_ptr<part_renderer> open_parts(const service& app, const project_id& project,
                                          partition_id partition, const export_created& facts);

}  // namespace carnet::exports
