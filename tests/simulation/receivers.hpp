// The owners of webhook endpoints, and the deliveries to them: plans over the live rows with
// answers drawn from a seed. They remember over all lives of the process what has reached them.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "processors/loop/processor.hpp"
#include "processors/webhook/endpoint_plan.hpp"
#include "tests/simulation/simulated_log.hpp"
#include "tests/support/random_source.hpp"

namespace carnet::test {

class receivers {
 public:
  explicit receivers(std::uint64_t seed) : chance_(~seed) {}  // other draws than the clients

  // The process has died, with everything under way.
  void forget();

  // From here on every attempt succeeds.
  void make_peace() { peace_ = true; }

  // One round of the webhook processor; reports go to `send`.
  void run(const storage::row_reader& rows, unix_us now, const processors::submit& send);

  // Throws broken_promise unless every event that an endpoint was to be told of has reached it,
  // or was given up after all its attempts.
  void check(const log_disk& disk, const storage::row_reader& rows) const;

 private:
  struct under_way {
    webhook_id endpoint;
    processors::planned_attempt attempt;
  };
  struct recipient {
    std::unique_ptr<processors::endpoint_plan> plan;
    std::map<identity_id, std::uint64_t> first_attempts;  // the latest place of each identity
  };

  void read(const storage::row_reader& rows);
  void start(const storage::row_reader& rows, const webhook_id& id, recipient& to, unix_us now);
  void end_some(const storage::row_reader& rows, unix_us now);
  void end(const storage::row_reader& rows, const under_way& one, unix_us now);
  void report(const webhook_id& id, recipient& from, unix_us now, const processors::submit& send);

  void replay_one(const storage::row_reader& rows, const processors::submit& send);

  random_source chance_;
  bool peace_ = false;
  std::map<webhook_id, recipient> recipients_;
  std::vector<under_way> under_way_;
  std::shared_ptr<int> life_ = std::make_shared<int>(0);  // ends with the process
  std::map<webhook_id, std::map<std::uint64_t, event_id>> reached_;
};

}  // namespace carnet::test
