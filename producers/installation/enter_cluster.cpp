// The start of a node among others: it follows control until somebody has founded the deployment,
// which is whoever the group gives control to, and only then knows whom it serves.
#include <spdlog/spdlog.h>

#include <thread>

#include "producers/installation/parts.hpp"
#include "projections/identity/queries.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::producers {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::minutes control_wait_max{10};  // a long log that is read from its beginning
constexpr std::chrono::seconds founding_wait_max{120};
constexpr std::chrono::milliseconds founding_pause{20};

}  // namespace

result<void> installation::parts::await_founding() {
  auto& control = partitions[control_partition];
  auto& seat = node->seat(control_partition);
  const auto founded = [&control] {
    return control.state->get(storage::keys::deployment()).has_value();
  };
  if (founded()) return {};
  if (auto joined = node->join(); !joined) return joined;
  const auto deadline = steady_clock::now() + founding_wait_max;
  while (!founded()) {
    if (steady_clock::now() > deadline) {
      return fail(failure_code::timed_out, "no node has founded the deployment");
    }
    if (seat.wanted()) {
      if (auto taken = take_partition(control_partition); !taken) {
        if (taken.error().code != failure_code::fenced) return taken;
        continue;
      }
      spdlog::info("the deployment is founded");
      return {};
    }
    std::this_thread::sleep_for(founding_pause);
    if (auto read = seat.catch_up(*control.core, deadline); !read) return read;
  }
  return {};
}

result<void> installation::parts::enter_cluster() {
  for (partition_id id = 1; id < log->partitions(); ++id) {
    if (auto done = open_partition(id, {}); !done) return done;
  }
  auto& control = partitions[control_partition];
  const auto deadline = steady_clock::now() + control_wait_max;
  if (auto read = node->seat(control_partition).catch_up(*control.core, deadline); !read) {
    return read;
  }
  if (auto done = await_founding(); !done) return done;
  if (auto done = check_fingerprint(*control.state); !done) return done;
  if (auto done = read_deployment(); !done) return done;
  return control.taken ? found_admin_token() : result<void>();
}

}  // namespace carnet::producers
