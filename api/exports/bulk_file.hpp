// A range of a bulk export's file, part by part. What was erased since the file was measured shows
// by a part's hash: the body is cut off in front of it.
#pragma once

#include <string>

#include "api/exports/bulk_parts.hpp"
#include "api/http/body_source.hpp"
#include "api/http/byte_range.hpp"
#include "projections/export/rows.hpp"

namespace carnet::exports {

class bulk_file final : public http::body_source {
 public:
  bulk_file(const service& app, const project_id& project, partition_id partition,
            const projections::bulk_export_row& row, export_parts parts, http::byte_range range);

  // Renders the first part of the range; false when it is not what it was.
  bool ready();

  http::flow next(std::string& into) override;

 private:
  bool render();

  const service& app_;
  const export_id id_;
  const bulk_parts renderer_;
  const export_parts parts_;
  std::size_t part_ = 0;       // to be sent next
  std::uint64_t part_at_ = 0;  // where it begins in the file
  http::byte_range left_;
  std::string piece_;  // of part_, when it is rendered
};

}  // namespace carnet::exports
