// The versions of OCSF that a consumer may pin. What a later one can say and an earlier one can not
// is told in `unmapped` there, and named in `unmapped.downgraded`.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace carnet::schemas {

// In order of age. The numbers lie on the log: never reuse one.
enum class ocsf_version : std::uint8_t { v1_1_0 = 1, v1_3_0 = 2, v1_5_0 = 3, v1_8_0 = 4 };

inline constexpr std::array ocsf_versions{ocsf_version::v1_1_0, ocsf_version::v1_3_0,
                                          ocsf_version::v1_5_0, ocsf_version::v1_8_0};
inline constexpr ocsf_version ocsf_newest = ocsf_versions.back();

constexpr std::string_view to_name(ocsf_version version) {
  switch (version) {
    case ocsf_version::v1_1_0:
      return "1.1.0";
    case ocsf_version::v1_3_0:
      return "1.3.0";
    case ocsf_version::v1_5_0:
      return "1.5.0";
    case ocsf_version::v1_8_0:
      return "1.8.0";
  }
  return "";
}

// The version of this name, "1.5.0"; nothing when it is not one that is rendered.
constexpr std::optional<ocsf_version> ocsf_version_from(std::string_view name) {
  for (const auto version : ocsf_versions) {
    if (to_name(version) == name) return version;
  }
  return std::nullopt;
}

}  // namespace carnet::schemas
