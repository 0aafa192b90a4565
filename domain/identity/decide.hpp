// Deciders of the identity aggregate: what the state and the limits allow, as events or one named
// rejection. No clock, no randomness, no I/O: `context` holds what the shell looked up.
#pragma once

#include <optional>
#include <vector>

#include "domain/identity/commands.hpp"
#include "domain/outcome.hpp"
#include "domain/record.hpp"

namespace carnet {

struct decide_context {
  unix_us now = 0;  // the writer's stamp
  plan limits;      // of the project, as the shell saw it on control
};

using decision = outcome<std::vector<event>>;

// `live` = live identities of the project; `taken` = one of the drawn ids or addresses exists
// already.
struct provision_state {
  std::uint64_t live = 0;
  bool taken = false;
  std::optional<identity> parent;
};
decision decide(const provision_state& state, const provision_identities& command,
                const decide_context& context);

// The identity of the caller's project, and its parent when it has one.
struct identity_with_parent {
  std::optional<identity> subject;
  std::optional<identity> parent;
};
decision decide(const identity_with_parent& state, const extend_identity& command,
                const decide_context& context);
decision decide(const std::optional<identity>& state, const squash_identity& command,
                const decide_context& context);

// The parent, and its live descendants, each behind its parent.
struct descendants_state {
  std::optional<identity> parent;
  std::vector<identity_id> live;
  bool complete = true;  // false: there are more than one command may look at or end
};
decision decide(const descendants_state& state, const revoke_children& command,
                const decide_context& context);

decision decide(const std::optional<identity>& state, const finish_revocation& command,
                const decide_context& context);

// Those of the chosen that live.
struct chosen_state {
  std::vector<identity_id> live;
};
decision decide(const chosen_state& state, const squash_chosen& command,
                const decide_context& context);

decision decide(const std::optional<identity>& state, const receive_mail& command,
                const decide_context& context);

// `pending` = the mail waits for its extraction. A repeat yields no events.
struct extraction_state {
  bool pending = false;
};
decision decide(const extraction_state& state, const record_extraction& command,
                const decide_context& context);

decision decide(const std::vector<identity>& state, const pass_deadlines& command,
                const decide_context& context);

// `readable` = the mail exists in the caller's project and its content is not shredded.
struct secret_state {
  bool found = false;
  bool readable = false;
};
decision decide(const secret_state& state, const read_secret& command,
                const decide_context& context);

decision decide(const std::optional<identity>& state, const shred_content& command,
                const decide_context& context);

}  // namespace carnet
