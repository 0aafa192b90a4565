// The bytes of payload version 1. Receivers have verified them, and attempts after an upgrade have
// to repeat them: what is here never changes.
#include "producers/publication/public_event.hpp"
#include "projections/stream/queries.hpp"
#include "storage/log/embedded_log.hpp"
#include "storage/vault/key_vault.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/projections/driven_rows.hpp"

namespace carnet::producers {
namespace {

class payload_bytes : public test::driven_rows {
 protected:
  // Facts whose ids are the same in every run.
  template <class Fact>
  event_id tell(Fact fact) {
    record rec;
    rec.command_id = chance_.bytes(16);
    rec.seed = std::string(16, next_seed_++);
    rec.recorded_at = now_;
    rec.project = project_;
    rec.events.emplace_back(std::move(fact));
    now_ = after(now_, 1);
    return apply_record(rec);
  }
  void provision_one() {
    const auto event = projections::event_id_of(std::string(16, next_seed_), 0);
    const identity_profile profile{"box@mail.example", {}, {}, {}, {}, {}, {}};
    identities_provisioned e;
    e.items.push_back({identity_,
                       chance_.bytes(16),
                       sealed_content::seal_row(key_, event.text, field::profile, profile),
                       {},
                       3600,
                       after(now_, 3600)});
    tell(std::move(e));
  }
  void receive() {
    const auto mail = projections::event_id_of(std::string(16, next_seed_), 0);
    const mail_summary summary{"a@b.example", "Code 123456 \"\u00fc\"", "<1@b.example>", {}};
    const extraction_value value{"123456", {}, "Code *** \"\u00fc\""};
    tell(mail_received{identity_, 1,
                       sealed_content::seal_row(key_, mail.text, field::summary, summary), "raw"});
    tell(extraction_completed{mail, identity_, 1,
                              sealed_content::seal_row(key_, mail.text, field::value, value), 985,
                              "1", "m"});
  }
  std::string body(std::uint64_t place) {
    const auto fact = projections::fact_at(rows_, project_, place).value();
    return render_public_event(rows_, content_, 1, {fact, place, row(identity_)});
  }

  test::temporary_directory directory_;
  std::unique_ptr<storage::embedded_log_set> log_ =
      std::move(*storage::open_embedded_log(directory_.path() / "log", {.partitions = 2}));
  storage::key_vault vault_{*log_, storage::master_key(crypto::secret_key::random())};
  sealed_content content_{vault_};
  const identity_id identity_{"identityiden"};
  const crypto::secret_key key_ = crypto::secret_key::random();
  char next_seed_ = 'a';
};

TEST_F(payload_bytes, of_version_1_are_fixed) {
  static_assert(payload_version == 1, "a new version takes golden bytes of its own");
  vault_.put_in_cache(1, key_subject(identity_), key_);
  provision_one();
  receive();
  tell(identity_extended{identity_, after(now_, 7200)});
  tell(identities_squashed{{identity_}, squash_reason::request});
  const std::vector<std::string> golden{
      R"({"id":"evt_d4sctbdibqu7z23","type":"identity.provisioned",)"
      R"("timestamp":"2025-06-15T15:06:40Z","data":{"identity_id":"ident_identityiden",)"
      R"("email":"box@mail.example","status":"provisioned",)"
      R"("expires_at":"2025-06-15T16:06:40Z","parent_identity_id":null}})",
      R"({"id":"evt_pc2sji6yqtydw67","type":"email.received",)"
      R"("timestamp":"2025-06-15T15:06:42Z","data":{"identity_id":"ident_identityiden",)"
      R"("from":"a@b.example","subject":"Code *** \"ü\"","message_id":"<1@b.example>",)"
      R"("received_at":"2025-06-15T15:06:41Z"}})",
      R"({"id":"evt_e5jxpz7nzqojtgx","type":"extraction.completed",)"
      R"("timestamp":"2025-06-15T15:06:42Z","data":{"identity_id":"ident_identityiden",)"
      R"("extraction":{"type":"otp","has_secret":true,"redacted_value":"***",)"
      R"("confidence":0.985}}})",
      R"({"id":"evt_7gaklpbnavaqgjw","type":"identity.extended",)"
      R"("timestamp":"2025-06-15T15:06:43Z","data":{"identity_id":"ident_identityiden",)"
      R"("email":"box@mail.example","status":"active",)"
      R"("expires_at":"2025-06-15T17:06:43Z","parent_identity_id":null}})",
      R"({"id":"evt_45sx34lzilkulks","type":"identity.squashed",)"
      R"("timestamp":"2025-06-15T15:06:44Z","data":{"identity_id":"ident_identityiden",)"
      R"("email":"box@mail.example","status":"squashed",)"
      R"("expires_at":"2025-06-15T17:06:43Z","parent_identity_id":null}})"};
  for (std::uint64_t place = 1; place <= golden.size(); ++place)
    EXPECT_EQ(body(place), golden[place - 1]);
}

}  // namespace
}  // namespace carnet::producers
