// Long admin work: digests, backup, rotation of the master key, more partitions.
#include <fmt/format.h>

#include "api/admin/commands.hpp"
#include "api/http/body_reader.hpp"
#include "api/http/json_writer.hpp"
#include "api/tasks/task_thread.hpp"
#include "producers/identity/address.hpp"
#include "projections/state_digest.hpp"

namespace carnet::admin {
namespace {

// Each one that is owned takes threads and memory: many are added in several steps.
constexpr std::int64_t added_at_once_max = 64;
constexpr partition_id event_partitions_max = producers::partitions_max - 1;

http::problem problem_of(const failure& why) {
  const bool wrong_input = why.code == failure_code::invalid_argument;
  return {wrong_input ? http::error_code::invalid_request : http::error_code::unavailable,
          why.what};
}

http::outcome counted(std::string_view name, const result<std::size_t>& count) {
  if (!count) return problem_of(count.error());
  http::response out;
  http::json_writer json(out.body);
  json.begin_object();
  json.member(name, *count);
  json.end_object();
  return out;
}

// Runs `work` on the task thread and answers with what it gives.
template <class Work>
void run_long(const service& app, http::exchange reply, Work work) {
  auto shared = std::make_shared<http::exchange>(std::move(reply));
  const bool taken = app.tasks.post([shared, work = std::move(work)]() mutable {
    http::outcome done = work();
    std::visit([&shared](auto& answer) { shared->send(std::move(answer)); }, done);
  });
  if (!taken)
    shared->send(http::problem{http::error_code::unavailable, "Other admin work is under way."});
}

http::response digests(const service& app) {
  http::response out;
  http::json_writer json(out.body);
  json.begin_object();
  json.key("partitions");
  json.begin_array();
  for (partition_id id = 0; id <= app.core.event_partitions(); ++id) {
    const auto view = app.core.state(id).snapshot();
    const auto digest = projections::digest_of_state(*view.rows);
    json.begin_object();
    json.member("partition", id);
    json.member("sequence", view.at.sequence);
    json.member("applyVersion", digest.apply_version);
    json.member("digest", digest.hex);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return out;
}

// Each owner would have to wrap its own keys anew.
bool owns_everything(const service& app) {
  for (partition_id id = 0; id <= app.core.event_partitions(); ++id) {
    if (!app.core.standing(id).here) return false;
  }
  return true;
}

}  // namespace

void add_partitions_command(const service& app, http::request& in, http::exchange reply) {
  http::body_reader body(in);
  const auto count = body.required_integer("count", 1, added_at_once_max);
  if (auto bad = body.finish()) return reply.send(std::move(*bad));
  if (app.core.partitions_with(static_cast<partition_id>(count)) > event_partitions_max) {
    body.fail("count", fmt::format("There are {} partitions, and at most {} in all.",
                                   app.core.event_partitions(), event_partitions_max));
    return reply.send(*body.finish());
  }
  run_long(app, std::move(reply), [&app, count]() -> http::outcome {
    return counted("partitions", app.core.add_partitions(static_cast<partition_id>(count)));
  });
}

void digest_command(const service& app, http::request&, http::exchange reply) {
  run_long(app, std::move(reply), [&app]() -> http::outcome { return digests(app); });
}

void backup_command(const service& app, http::request& in, http::exchange reply) {
  http::body_reader body(in);
  const auto target = body.required_text("directory", {.bytes_max = 4096, .bytes_min = 1});
  if (auto bad = body.finish()) return reply.send(std::move(*bad));
  run_long(app, std::move(reply), [&app, target]() -> http::outcome {
    const auto done = app.core.checkpoint_log(target);
    if (!done) return problem_of(done.error());
    return http::response{.body = "{}"};
  });
}

void rotate_master_key_command(const service& app, http::request&, http::exchange reply) {
  if (!owns_everything(app)) {
    return reply.send(http::problem{
        http::error_code::conflict,
        "The master key is rotated while one node owns every partition: stop the other nodes."});
  }
  run_long(app, std::move(reply), [&app]() -> http::outcome {
    return counted("rewrapped", app.core.rotate_master_key());
  });
}

}  // namespace carnet::admin
