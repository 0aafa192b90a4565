// Whom a node takes for another node: the certificate's authority and its name decide.
#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <filesystem>
#include <future>

#include "api/http/server.hpp"
#include "api/tls/current_ssl.hpp"
#include "producers/peer/peer_client.hpp"
#include "producers/tls/tls_context.hpp"
#include "tests/support/temporary_directory.hpp"

namespace carnet::peers {
namespace {

constexpr auto wait_max = std::chrono::seconds(10);

// A node over TLS whose certificate is for `names`.
class secure_server {
 public:
  explicit secure_server(std::vector<std::string> names)
      : tls_(*tls_context::self_signed(std::move(names))) {
    http::server_options options;
    options.tls_context = [this] { return current_ssl(*tls_); };
    auto answer = [](http::request&, http::exchange reply) {
      reply.send(http::response{.body = "here"});
    };
    server_ =
        std::move(*http::server::start(std::move(options), {{http::method::get, "/", answer}}));
  }
  ~secure_server() { server_->stop(std::chrono::milliseconds(0)); }

  void write_certificate(const std::filesystem::path& to) const {
    const std::unique_ptr<BIO, decltype(&BIO_free)> file(BIO_new_file(to.c_str(), "w"), &BIO_free);
    PEM_write_bio_X509(file.get(), SSL_CTX_get0_certificate(current_ssl(*tls_).get()));
  }
  std::uint16_t port() const { return server_->port(); }

 private:
  std::shared_ptr<tls_context> tls_;
  std::unique_ptr<http::server> server_;
};

exchange_end ask(peer_client& client, std::uint16_t port) {
  std::promise<exchange_end> end;
  const std::string at = "127.0.0.1";
  client.send({.to = {.host = at, .address = at, .port = port, .path = "/"},
               .method = "GET",
               .target = "/",
               .header_lines = "Host: x\r\n",
               .deadline = std::chrono::steady_clock::now() + wait_max},
              [&](peer_answer answer) { end.set_value(answer.end); });
  return end.get_future().get();
}

class PeerTrust : public ::testing::Test {
 protected:
  test::temporary_directory room_;
  const std::filesystem::path file_ = room_.path() / "authorities.pem";
};

TEST_F(PeerTrust, RefusesACertificateOfNobodyItKnows) {
  const secure_server server({"127.0.0.1"});
  const auto client = *peer_client::open({});
  EXPECT_EQ(ask(*client, server.port()), exchange_end::not_sent);
}

TEST_F(PeerTrust, RefusesAKnownCertificateOfAnotherName) {
  const secure_server server({"other.test"});
  server.write_certificate(file_);
  const auto client = *peer_client::open({.ca_file = file_});
  EXPECT_EQ(ask(*client, server.port()), exchange_end::not_sent);
}

TEST_F(PeerTrust, TakesWhatTheFileNamesAndReadsItAgainWhenTold) {
  const secure_server first({"127.0.0.1"});
  const secure_server second({"127.0.0.1"});
  first.write_certificate(file_);
  const auto client = *peer_client::open({.ca_file = file_});
  EXPECT_EQ(ask(*client, first.port()), exchange_end::answered);
  EXPECT_EQ(ask(*client, second.port()), exchange_end::not_sent);
  second.write_certificate(file_);
  EXPECT_EQ(ask(*client, second.port()), exchange_end::not_sent);
  ASSERT_TRUE(client->reload_authorities());
  EXPECT_EQ(ask(*client, second.port()), exchange_end::answered);
}

TEST_F(PeerTrust, KeepsWhatItKnowsWhenTheFileDoesNotLoad) {
  const secure_server server({"127.0.0.1"});
  server.write_certificate(file_);
  const auto client = *peer_client::open({.ca_file = file_});
  std::filesystem::resize_file(file_, 10);
  EXPECT_FALSE(client->reload_authorities());
  EXPECT_EQ(ask(*client, server.port()), exchange_end::answered);
  EXPECT_FALSE(peer_client::open({.ca_file = file_}));
}

}  // namespace
}  // namespace carnet::peers
