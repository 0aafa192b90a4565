// A project with many endpoints that do not answer leaves room for the others.
#include <map>

#include "processors/webhook/webhook_processor.hpp"
#include "storage/log/embedded_log.hpp"
#include "storage/vault/key_vault.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/projections/driven_rows.hpp"

namespace carnet::processors {
namespace {

using producers::sealed_content;

class sharing : public test::driven_rows {
 protected:
  // The endpoint of `project_` at `host`.
  void enrol(const std::string& host) {
    const auto id = chance_.id<webhook_tag>();
    const auto key = crypto::secret_key::random();
    vault_.put_in_cache(1, producers::key_subject(id), key);
    const producers::webhook_target target{"https://" + host + "/", {}, {}};
    apply(webhook_registered{
        id, sealed_content::seal_row(key, id.text, producers::field::target, target),
        sealed_content::seal(key, id.text, producers::field::secret, "whsec_c2VjcmV0"),
        webhook_settings{.concurrency = webhook_concurrency_max}});
  }
  void run() {
    signals_->note(notices_);
    processor_->run_once(rows_, now_, [](producers::submission) {});
  }

  test::temporary_directory directory_;
  std::unique_ptr<storage::embedded_log_set> log_ =
      std::move(*storage::open_embedded_log(directory_.path() / "log", {.partitions = 2}));
  storage::key_vault vault_{*log_, storage::master_key(crypto::secret_key::random())};
  sealed_content content_{vault_};
  std::shared_ptr<webhook_signals> signals_ = std::make_shared<webhook_signals>();
  outbound::delivery_counters counters_;
  std::map<std::string, std::size_t> sent_;  // by host; none is answered
  std::unique_ptr<processor> processor_ = make_webhook_processor(
      {content_, 1,
       [this](const outbound::outbound_request& request, const outbound::answer_taker&) {
         ++sent_[request.target.host];
       },
       false, signals_, counters_},
      nullptr);
};

TEST_F(sharing, a_project_that_hangs_leaves_half_of_the_requests_to_another_one) {
  for (int n = 0; n < 40; ++n) enrol("busy.example");
  provision(webhook_concurrency_max);
  project_ = project_id{"quietprojeyy"};
  enrol("quiet.example");
  run();
  EXPECT_EQ(sent_["busy.example"], 1024u);
  EXPECT_EQ(sent_["quiet.example"], 0u);
  provision(1);
  run();
  EXPECT_EQ(sent_["quiet.example"], 1u);
  EXPECT_EQ(sent_["busy.example"], 1024u) << "it has its share already";
}

}  // namespace
}  // namespace carnet::processors
