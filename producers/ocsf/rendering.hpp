// What one rendering knows: the event, its mapping, the version, and what that version could not
// take. Shared by the renderer's two sources and nobody else.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "domain/text/json_writer.hpp"
#include "producers/ocsf/fact.hpp"
#include "schemas/ocsf/mapping.hpp"
#include "schemas/ocsf/version.hpp"

namespace carnet::producers {

enum class ocsf_class : std::uint32_t {
  authorize_session = 3003,
  entity_management = 3004,
  user_access = 3005,
  email_activity = 4009,
  api_activity = 6003,
  datastore_activity = 6005,
};

class ocsf_rendering {
 public:
  ocsf_rendering(std::string& out, schemas::ocsf_version wanted, const ocsf_fact& told)
      : json(out), version(wanted), fact(told), how(schemas::ocsf_mapping_of(told.event)) {}

  text::json_writer json;
  const schemas::ocsf_version version;
  const ocsf_fact& fact;
  const schemas::ocsf_mapping& how;

  ocsf_class which() const { return static_cast<ocsf_class>(how.class_uid); }

  // Something that the newest version shows and this one does not.
  void lose(std::string_view attribute) { lost_[lost_count_++ % lost_max] = attribute; }
  std::span<const std::string_view> lost() const {
    return std::span(lost_).first(std::min(lost_count_, lost_max));
  }

 private:
  static constexpr std::size_t lost_max = 4;
  std::array<std::string_view, lost_max> lost_;
  std::size_t lost_count_ = 0;
};

// Who did it, as an attribute of its own; what has none there is told in `unmapped`.
bool has_actor(const ocsf_rendering& r);

// The attributes of the event's class.
void write_class(ocsf_rendering& r);

}  // namespace carnet::producers
