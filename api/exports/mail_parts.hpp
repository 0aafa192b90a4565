// The parts of a bulk export of mails: lines of JSON or CSV, newest first.
#pragma once

#include <optional>
#include <vector>

#include "api/exports/mail_text.hpp"
#include "api/exports/part_renderer.hpp"
#include "projections/export/selection.hpp"

namespace carnet::exports {

class mail_parts final : public part_renderer {
 public:
  mail_parts(const service& app, const project_id& project, partition_id partition,
             const export_created& facts);

  std::optional<producers::rendered_part> next() override;

  bool render(const wanted_part& part, std::string& into) override;

 private:
  const project_id project_;
  const export_created facts_;
  const mail_text text_;
  projections::mail_selection mails_;
  std::vector<projections::numbered_mail> read_;
  std::uint32_t left_;
  bool begun_ = false;
};

}  // namespace carnet::exports
