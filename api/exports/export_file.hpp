// The file of an export, rendered while it is downloaded: as many mails or
// events as are being sent are in
// memory.
#pragma once

#include <string>

#include "api/exports/mail_text.hpp"
#include "api/http/body_source.hpp"
#include "projections/export/event_selection.hpp"
#include "projections/export/rows.hpp"
#include "projections/export/selection.hpp"
#include "projections/tenancy/directory.hpp"

namespace carnet::exports {

class export_file final : public http::body_source {
 public:
  export_file(const service& app, const project_id& project, partition_id partition,
              const export_created& facts);

  http::flow next(std::string& into) override;

 private:
  http::flow next_events(std::string& into);

  const service& app_;
  projections::access reader_;  // the project; there is no key
  const export_format format_;
  const mail_text text_;
  projections::mail_selection mails_;
  projections::event_selection events_;
  std::uint32_t left_;
  bool begun_ = false;
};

}  // namespace carnet::exports
