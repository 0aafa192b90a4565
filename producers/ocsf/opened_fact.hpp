// One event of a project's stream with everything that is told of it, opened from the rows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "producers/ocsf/fact.hpp"
#include "producers/ocsf/walk.hpp"

namespace carnet::producers {

class opened_fact {
 public:
  // Of the event at `place`, one of the fact's.
  opened_fact(const ocsf_source& from, const projections::placed_fact& fact, std::uint64_t place);
  opened_fact(const opened_fact&) = delete;
  opened_fact& operator=(const opened_fact&) = delete;

  const ocsf_fact& told() const { return told_; }

 private:
  void open_identity(const ocsf_source& from, const identity_id& id);
  void open_mail(const ocsf_source& from, const event_id& id);
  void add_extraction(const projections::mail_row& mail);

  ocsf_fact told_;
  ocsf_mail mail_;
  std::string uid_, project_, organization_, subject_, name_, mail_uid_, parser_, parent_;
  mail_summary summary_;
  std::optional<crypto::secret_key> key_;
  std::vector<ocsf_extra> extras_;
};

}  // namespace carnet::producers
