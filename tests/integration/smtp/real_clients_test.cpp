// Clients that others wrote: Python's smtplib (also over STARTTLS) and swaks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/integration/smtp/running_server.hpp"

namespace carnet::test {
namespace {

using ::testing::HasSubstr;

smtp_config with_tls() {
  smtp_config config;
  auto tls = tls_context::self_signed({"localhost", "127.0.0.1"});
  if (tls) config.tls = *tls;
  return config;
}

TEST(RealClients, SmtplibWithStartTls) {
  auto config = with_tls();
  ASSERT_NE(config.tls, nullptr);
  running_server running(config);
  const std::string command =
      "python3 " CARNET_SMTPLIB_CLIENT " " + std::to_string(running.server().port());
  ASSERT_EQ(std::system(command.c_str()), 0);
  const auto mails = running.sink.mails();
  ASSERT_EQ(mails.size(), 4);
  EXPECT_FALSE(mails[0].tls);
  EXPECT_TRUE(mails[1].tls);
  EXPECT_THAT(mails[1].trace_header, HasSubstr("with ESMTPS"));
  EXPECT_THAT(mails[2].trace_header, HasSubstr("with UTF8SMTPS"));
  EXPECT_EQ(mails[3].raw.size(), 2'000'014);
  EXPECT_EQ(running.server().counters().tls_handshakes, 2);
}

TEST(RealClients, Swaks) {
  if (std::system("command -v swaks > /dev/null") != 0) GTEST_SKIP() << "swaks is not installed";
  running_server running({});
  const std::string command =
      "swaks --silent 3 --pipeline --server 127.0.0.1:" + std::to_string(running.server().port()) +
      " --from a@b.test --to c@d.test --h-Subject hello --body '.dot'";
  ASSERT_EQ(std::system(command.c_str()), 0);
  const auto mails = running.sink.mails();
  ASSERT_EQ(mails.size(), 1);
  EXPECT_THAT(mails[0].raw, HasSubstr("\r\n.dot\r\n"));
}

TEST(RealClients, ACertificateCanBeReplacedWhileServing) {
  auto config = with_tls();
  running_server running(config);
  const auto before = config.tls->current();
  ASSERT_TRUE(config.tls->reload());
  EXPECT_NE(config.tls->current(), before);
  const std::string command =
      "python3 " CARNET_SMTPLIB_CLIENT " " + std::to_string(running.server().port());
  EXPECT_EQ(std::system(command.c_str()), 0);
}

TEST(TlsContext, KeepsTheOldCertificateWhenTheFilesAreBroken) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("carnet-tls-" + std::to_string(getpid()));
  std::filesystem::create_directory(folder);
  tls_files files;
  files.certificate_chain = folder / "chain.pem";
  files.private_key = folder / "key.pem";
  EXPECT_FALSE(tls_context::from_files(files));
  const std::string command =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=x "
      "-keyout " +
      files.private_key + " -out " + files.certificate_chain + " 2> /dev/null";
  ASSERT_EQ(std::system(command.c_str()), 0);
  const auto context = tls_context::from_files(files);
  ASSERT_TRUE(context) << context.error().what;
  const auto before = (*context)->current();
  std::ofstream(files.private_key) << "not a key";
  EXPECT_FALSE((*context)->reload());
  EXPECT_EQ((*context)->current(), before);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace carnet::test
