// Large mails that arrive together are more than one append may hold; all of them are stored all
// the same.
#include <gtest/gtest.h>

#include "producers/writer/partition_core.hpp"
#include "projections/identity/queries.hpp"
#include "tests/simulation/plain_sealer.hpp"
#include "tests/simulation/simulated_state.hpp"

namespace carnet::test {
namespace {

using producers::completion;
using producers::submission;

const identity_id box{"aaaabbbbcccc"};
const project_id project{"ppppppppqqqq"};

submission submitted(int n, producers::command wish, int& committed) {
  submission s;
  s.command_id = std::string(15, 'c') + static_cast<char>(n);
  s.seed = std::string(15, 's') + static_cast<char>(n);
  s.project = project;
  s.limits.live_identities = unlimited;
  s.limits.ttl_hours = 720;
  s.wish = std::move(wish);
  s.done = [&committed](const completion& answer) {
    committed += std::holds_alternative<producers::committed>(answer) ? 1 : 0;
  };
  return s;
}

TEST(large_batch, is_appended_in_parts_within_the_logs_limit) {
  fault_source faults(1, 0U);
  log_disk log_on_disk;
  state_disk state_on_disk;
  simulated_log log(log_on_disk, faults);
  simulated_state state(state_on_disk, faults);
  plain_sealer sealer(log_on_disk);
  producers::core_options options;
  options.partition = 1;
  options.clock = [] { return unix_us{1'800'000'000} * us_per_second; };
  producers::partition_core core(log, state, sealer, std::move(options));
  ASSERT_TRUE(core.recover().has_value());

  int committed = 0;
  provision_identities creation;
  creation.items.push_back({box, std::string(16, 'h'), "sealed", {}, 3600});
  std::vector<submission> batch;
  batch.push_back(submitted(1, std::move(creation), committed));
  constexpr int mails = 20;
  constexpr std::size_t mail_bytes = 1'500'000;  // so that a part can not end exactly at the limit
  for (int n = 0; n < mails; ++n) {
    batch.push_back(submitted(
        2 + n, receive_mail{box, mail_bytes, "s", std::string(mail_bytes, 'm')}, committed));
  }
  ASSERT_TRUE(core.run(batch).has_value());
  EXPECT_EQ(committed, 1 + mails);
  const auto owner = projections::find_identity(state, project, box);
  ASSERT_TRUE(owner.has_value());
  EXPECT_EQ(owner->state.mail_count, static_cast<std::uint32_t>(mails));
}

}  // namespace
}  // namespace carnet::test
