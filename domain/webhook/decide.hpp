// Deciders of webhook endpoints and their deliveries.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "domain/identity/decide.hpp"
#include "domain/webhook/commands.hpp"

namespace carnet {

// What the deciders need to know of an endpoint.
struct webhook {
  webhook_id id;
  bool enabled = true;
  webhook_settings settings;
  std::string sealed_target;
  std::uint64_t cursor = 0;
  unix_us failing_since = 0;  // 0: the last attempt succeeded, or there was none
  unix_us paused_until = 0;   // as it asked
  std::size_t periods = 1;    // configurations that pending events refer to
};

// `count` = endpoints of the project.
struct webhook_registration_state {
  std::uint64_t count = 0;
  bool taken = false;
};
decision decide(const webhook_registration_state& state, const register_webhook& command,
                const decide_context& context);

decision decide(const std::optional<webhook>& state, const update_webhook& command,
                const decide_context& context);
decision decide(const std::optional<webhook>& state, const rotate_webhook_secret& command,
                const decide_context& context);
decision decide(const std::optional<webhook>& state, const delete_webhook& command,
                const decide_context& context);

// By place, of the deliveries that the command names: the attempts recorded so far that the
// schedule made, none for what it has not begun; and all that were asked for.
struct deliveries_state {
  std::optional<webhook> endpoint;
  std::map<std::uint64_t, std::uint16_t> attempts;
  std::map<std::uint64_t, std::uint16_t> by_hand = {};
};
decision decide(const deliveries_state& state, const record_deliveries& command,
                const decide_context& context);

// `failed` = places of deliveries that were given up or are to be tried later, at most
// requeued_per_command_max.
struct requeue_state {
  std::optional<webhook> endpoint;
  std::vector<std::uint64_t> failed;
};
decision decide(const requeue_state& state, const replay_failed& command,
                const decide_context& context);

decision decide(const std::optional<webhook>& state, const record_webhook_test& command,
                const decide_context& context);

}  // namespace carnet
