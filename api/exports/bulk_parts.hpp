// The parts of a bulk export's file. Each is a function of the rows and of where it begins, so that
// any of them can be rendered again by itself.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "api/exports/mail_text.hpp"
#include "producers/publication/bulk_renderer.hpp"
#include "projections/export/selection.hpp"

namespace carnet::exports {

class bulk_parts final : public producers::bulk_renderer {
 public:
  bulk_parts(const service& app, const project_id& project, partition_id partition,
             const export_created& facts);

  std::optional<producers::rendered_part> next() override;

  // The part that begins with this record; `opens` = it is the file's first.
  std::string render(std::uint64_t first, std::uint32_t records, bool opens) const;

 private:
  const project_id project_;
  const export_created facts_;
  const mail_text text_;
  projections::mail_selection mails_;
  std::vector<projections::numbered_mail> read_;
  std::uint32_t left_;
  bool begun_ = false;
};

std::unique_ptr<producers::bulk_renderer> open_bulk_parts(const service& app,
                                                          const project_id& project,
                                                          partition_id partition,
                                                          const export_created& facts);

}  // namespace carnet::exports
