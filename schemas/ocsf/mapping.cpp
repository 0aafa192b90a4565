#include "schemas/ocsf/mapping.hpp"

#include <variant>

#include "domain/check.hpp"
#include "domain/record.hpp"
#include "ocsf_table.hpp"

namespace carnet::schemas {

static_assert(std::size(ocsf_table) == std::variant_size_v<event>,
              "the union of schemas/events.fbs and the variant hold the same events");

std::span<const ocsf_mapping> ocsf_mappings() { return ocsf_table; }

const ocsf_mapping& ocsf_mapping_of(std::size_t event_index) {
  check(event_index < std::size(ocsf_table), "an event has an OCSF mapping");
  return ocsf_table[event_index];
}

}  // namespace carnet::schemas
