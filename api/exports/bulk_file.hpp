// A range of a bulk export's file, part by part. What was erased since the file was measured shows
// by a part's hash: the body is cut off in front of it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "api/exports/part_renderer.hpp"
#include "api/http/body_source.hpp"
#include "api/http/byte_range.hpp"
#include "projections/export/rows.hpp"

namespace carnet::exports {

class bulk_file final : public http::body_source {
 public:
  // `footer` = the last part, if it is one that is kept.
  bulk_file(const service& app, const project_id& project, partition_id partition,
            const projections::bulk_export_row& row, export_parts parts, std::string footer,
            http::byte_range range);

  // Renders the first part of the range; false when it is not what it was.
  bool ready();

  http::flow next(std::string& into) override;

 private:
  enum class state : std::uint8_t { some, whole, changed };
  state render();
  bool is_kept() const { return !footer_.empty() && part_ + 1 == parts_.sizes.size(); }

  const service& app_;
  const export_id id_;
  const std::unique_ptr<part_renderer> renderer_;
  const export_parts parts_;
  const std::string footer_;
  std::size_t part_ = 0;       // to be sent next
  std::uint64_t part_at_ = 0;  // where it begins in the file
  http::byte_range left_;
  std::string piece_;   // of part_, as far as it is rendered
  bool whole_ = false;  // … all of it, and it is what it was
};

}  // namespace carnet::exports
