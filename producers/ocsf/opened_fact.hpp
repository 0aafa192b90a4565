// One event of a project's stream with everything that is told of it, opened from the rows.
#pragma once

#include <array>
#include <deque>
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
  void add_details(const projections::project_event_row& row);
  void add_limits(const std::vector<std::uint64_t>& numbers);
  void add_privileges(std::uint32_t scopes);

  void add(std::string_view name,
           std::variant<std::string_view, std::uint64_t, double, bool> value);
  std::string_view keep(std::string text);

  ocsf_fact told_;
  ocsf_mail mail_;
  mail_summary summary_;
  std::optional<crypto::secret_key> key_;
  std::deque<std::string> texts_;  // what the views are of
  std::vector<ocsf_extra> extras_;
  std::vector<std::string_view> privileges_;
};

}  // namespace carnet::producers
