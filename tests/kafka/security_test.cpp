// The log over TLS and SASL, and what is said when a credential is wrong.
#include <gmock/gmock.h>

#include "tests/kafka/log_fixture.hpp"

namespace carnet::storage {
namespace {

using testing::HasSubstr;
using testing::Not;

const auto* const environment = testing::AddGlobalTestEnvironment(new test::kafka_or_skip);

class kafka_security_test : public kafka_log_test {
 protected:
  kafka_security_test() {
    options_.brokers = test::first_line(test::kafka_folder() / "bootstrap-secure");
    options_.security = {.tls = true,
                         .tls_ca = test::kafka_folder() / "ca.pem",
                         .sasl_mechanism = "SCRAM-SHA-256",
                         .sasl_username = "carnet",
                         .sasl_password_file = test::kafka_folder() / "password"};
  }
};

TEST_F(kafka_security_test, every_mechanism_writes_and_reads) {
  record_sequence next = 1;
  for (const char* mechanism : {"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"}) {
    options_.security.sasl_mechanism = mechanism;
    const auto set = open();
    const auto epoch = set->partition(id).acquire();
    ASSERT_TRUE(epoch.has_value()) << mechanism;
    EXPECT_EQ(append(*set, *epoch, next++, {mechanism}), append_outcome::committed);
  }
  EXPECT_EQ(contents(*open()),
            (std::vector<std::string>{"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"}));
}

TEST_F(kafka_security_test, a_wrong_password_is_refused_and_not_repeated) {
  const auto file = std::filesystem::temp_directory_path() / options_.topic_prefix;
  std::ofstream(file) << "not-the-password\n";
  options_.security.sasl_password_file = file;
  options_.connect_wait_max = std::chrono::seconds(2);
  const auto refused = refusal();
  std::filesystem::remove(file);
  EXPECT_EQ(refused.code, failure_code::timed_out);
  EXPECT_THAT(refused.what, Not(HasSubstr("not-the-password")));
}

TEST_F(kafka_security_test, an_unknown_authority_is_refused) {
  options_.security.tls_ca.clear();
  options_.connect_wait_max = std::chrono::seconds(2);
  EXPECT_EQ(refusal().code, failure_code::timed_out);
}

}  // namespace
}  // namespace carnet::storage
