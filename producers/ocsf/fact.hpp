// What is told of one event in OCSF, whichever version it is told in: everything opened, nothing
// rendered. The texts are views; whoever renders keeps them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include "domain/ids.hpp"
#include "domain/time.hpp"
#include "storage/log/position.hpp"

namespace carnet::producers {

// A member of `unmapped`: what is known and OCSF has no attribute for.
struct ocsf_extra {
  std::string_view name;
  std::variant<std::string_view, std::uint64_t, double, bool> value;
};

// A mail as the API shows it: subject masked, nothing of the code or link.
struct ocsf_mail {
  std::string_view uid;  // "evt_…", shared by all that is told of the mail
  std::string_view from;
  std::string_view to;
  std::string_view subject;
  std::string_view message_id;
  std::uint64_t size = 0;
};

struct ocsf_fact {
  std::size_t event = 0;  // index in the variant `carnet::event`
  unix_us at = 0;
  std::string_view uid;  // "evt_…", the same however often the event is told
  std::uint64_t sequence = 0;
  position at_log;                // sequence 0: not known
  std::string_view project;       // "proj_…"; empty: the deployment's own
  std::string_view organization;  // "org_…"
  std::string_view actor;         // "key_…"; empty: the server itself
  std::string_view subject;       // id of what it is about
  std::string_view name;          // … and its name, when it has one
  std::string_view reason;        // status_detail; empty: nothing to add
  std::span<const std::string_view> privileges;
  const ocsf_mail* mail = nullptr;  // of e-mail events
  std::span<const ocsf_extra> extras;
};

}  // namespace carnet::producers
