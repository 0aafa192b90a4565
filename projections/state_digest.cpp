#include "projections/state_digest.hpp"

#include <array>

#include "projections/identity/queries.hpp"
#include "projections/tenancy/rows.hpp"
#include "storage/crypto/hex.hpp"
#include "storage/kv/digest.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::projections {

state_digest digest_of_state(const storage::row_reader& rows) {
  const std::array<std::string, 1> replicated{std::string(storage::keys::replicated)};
  const auto facts = load_row<partition_facts>(rows, storage::keys::partition_facts());
  return {crypto::hex_encode(crypto::as_view(storage::digest_of(rows, replicated))),
          facts ? facts->apply_version : 0};
}

}  // namespace carnet::projections
