// Which mails an export holds: released ones, newest first, that fit its filters. The same walk
// counts them when the export is made and finds them again when it is downloaded.
#pragma once

#include <vector>

#include "domain/export/events.hpp"
#include "projections/identity/queries.hpp"

namespace carnet::projections {

class mail_selection {
 public:
  // Over the mails of `facts`, from number `facts.newest` downwards; 0: from the newest there is.
  mail_selection(const project_id& project, const export_created& facts);

  // The next mails that fit, after looking at `looks` mails at most; may be none although there are
  // more.
  std::vector<numbered_mail> next(const row_reader& rows, std::size_t looks);

  // Whether next() has nothing left to look at.
  bool ended() const { return ended_; }

 private:
  const project_id project_;
  const export_created facts_;
  std::uint64_t before_;
  bool ended_ = false;
};

}  // namespace carnet::projections
