// A command on its way to the writer of its partition, and what comes back.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "domain/export/decide.hpp"
#include "domain/identity/commands.hpp"
#include "domain/outcome.hpp"
#include "domain/record.hpp"
#include "domain/sink/decide.hpp"
#include "domain/tenancy/commands.hpp"
#include "domain/webhook/commands.hpp"
#include "projections/tenancy/rows.hpp"
#include "storage/kv/rows.hpp"
#include "storage/log/event_log.hpp"

namespace carnet::producers {

using command = std::variant<
    provision_identities, extend_identity, squash_identity, revoke_children, finish_revocation,
    squash_chosen, receive_mail, record_extraction, pass_deadlines, read_secret, shred_content,
    create_organization, create_project, change_plan, change_limits, create_api_key, revoke_api_key,
    create_admin_token, revoke_admin_token, rotate_master_key, claim_partition, register_webhook,
    update_webhook, rotate_webhook_secret, delete_webhook, record_deliveries, replay_failed,
    record_webhook_test, create_export, request_bulk_export, complete_bulk_export, register_sink,
    update_sink, remove_sink, record_sink_progress, add_partitions>;

struct reply {
  std::uint16_t status = 200;
  std::string body;
};

// What a renderer sees: the rows as the command leaves them, and what it decided.
struct decided_view {
  const storage::row_reader& rows;
  unix_us now;
  std::span<const event> events;
};
// Pure over the view; runs on the writer's thread, so it must be short and must not block.
using renderer = std::move_only_function<reply(const decided_view&)>;

// What became of a command; exactly one of these per submission.
struct committed {
  position at;   // where its record lies; for a command without events, where the partition stands
  reply answer;  // as rendered, if a renderer was given
};
struct replayed {  // the command had been committed before; its reply is in there, sealed
  position at;
  projections::remembered_command remembered;
};
struct reused_key {};  // its id was used by another request
enum class refusal {
  busy,             // the queue is full
  not_written,      // the log refused the batch; nothing happened
  outcome_unknown,  // may or may not have happened; the same id gets the true answer later
  storage_full,
  stopped,
  not_owner,  // another node owns the partition; nothing happened here
};
using completion = std::variant<committed, replayed, reused_key, rejection, refusal>;

// Callers wait for an answer; background work gives way to them.
enum class lane : std::uint8_t { caller, background };

struct submission {
  std::string command_id;  // 16 bytes; empty: not remembered
  std::string seed;        // 16 bytes
  project_id project;
  api_key_id actor;
  plan limits;
  command wish;
  std::vector<storage::key_change> keys;  // data keys to be stored with the record
  std::string unless_seen;                // `too_many` once the command of this id is on the log
  std::string request_hash;  // compared when the id was seen before; empty: any request fits
  renderer render;           // empty: no reply is kept
  std::move_only_function<void(completion)>
      done;  // called once, on the writer's thread; must not block
  lane way = lane::caller;
};

}  // namespace carnet::producers
