// The file of an export, rendered while it is downloaded: as many mails as are being sent are in
// memory.
#pragma once

#include <string>

#include "api/http/body_source.hpp"
#include "api/http/request.hpp"
#include "api/service.hpp"
#include "projections/export/event_selection.hpp"
#include "projections/export/rows.hpp"
#include "projections/export/selection.hpp"
#include "projections/tenancy/directory.hpp"

namespace carnet::exports {

std::string_view format_name(export_format format);
std::string_view file_extension(export_format format);
std::string_view content_type(export_format format);

class export_file final : public http::body_source {
 public:
  export_file(const service& app, const project_id& project, partition_id partition,
              const export_created& facts);

  http::flow next(std::string& into) override;

 private:
  http::flow next_events(std::string& into);
  void append_record(std::string& into, const projections::mail_row& mail) const;

  const service& app_;
  projections::access reader_;  // the project; there is no key
  mutable http::request none_;
  const export_created facts_;
  projections::mail_selection mails_;
  projections::event_selection events_;
  std::uint32_t left_;
  bool begun_ = false;
};

}  // namespace carnet::exports
