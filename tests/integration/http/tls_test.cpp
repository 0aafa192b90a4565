// The same server over TLS, with a certificate made on the spot and OpenSSL as the client.
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "tests/integration/http/test_server.hpp"

namespace carnet::http {
namespace {

std::shared_ptr<SSL_CTX> self_signed() {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = X509_new();
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  X509_NAME* name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  X509_sign(certificate, key, EVP_sha256());
  std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  SSL_CTX_use_certificate(context.get(), certificate);
  SSL_CTX_use_PrivateKey(context.get(), key);
  X509_free(certificate);
  EVP_PKEY_free(key);
  return context;
}

class tls_client {
 public:
  explicit tls_client(std::uint16_t port)
      : context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free),
        wire_(BIO_new_ssl_connect(context_.get()), BIO_free_all) {
    BIO_set_conn_hostname(wire_.get(), ("127.0.0.1:" + std::to_string(port)).c_str());
  }
  bool send(std::string_view bytes) {
    return BIO_write(wire_.get(), bytes.data(), static_cast<int>(bytes.size())) ==
           static_cast<int>(bytes.size());
  }
  std::string receive_until(std::string_view end) {
    std::string text;
    char buffer[4096];
    while (text.find(end) == std::string::npos) {
      const int got = BIO_read(wire_.get(), buffer, sizeof buffer);
      if (got <= 0) break;
      text.append(buffer, static_cast<std::size_t>(got));
    }
    return text;
  }

 private:
  std::shared_ptr<SSL_CTX> context_;
  std::shared_ptr<BIO> wire_;
};

TEST(Tls, ServesRequestsAndKeepsAlive) {
  server_options options;
  const auto context = self_signed();
  options.tls_context = [context] { return context; };
  test_server server(std::move(options));
  tls_client client(server.port());
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(client.send(get("/healthz")));
    const std::string answer = client.receive_until("}");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK")) << answer;
  }
  const std::string body(300'000, 'x');
  ASSERT_TRUE(client.send(post("/echo/t", body)));
  EXPECT_NE(client.receive_until("t:" + body).find(body), std::string::npos);
}

TEST(Tls, DropsPeersThatDoNotSpeakIt) {
  server_options options;
  const auto context = self_signed();
  options.tls_context = [context] { return context; };
  options.limits.handshake = std::chrono::milliseconds(300);
  test_server server(std::move(options));
  carnet::testing::raw_http plain(server.port());
  EXPECT_EQ(plain.ask(get("/healthz")).status, 0);
  carnet::testing::raw_http silent(server.port());
  EXPECT_TRUE(silent.ended());
  tls_client good(server.port());
  ASSERT_TRUE(good.send(get("/healthz")));
  EXPECT_NE(good.receive_until("}").find("200 OK"), std::string::npos);
}

TEST(Tls, DrainsInTime) {
  server_options options;
  const auto context = self_signed();
  options.tls_context = [context] { return context; };
  test_server server(std::move(options));
  tls_client client(server.port());
  ASSERT_TRUE(client.send(post("/late", "x")));
  std::this_thread::sleep_for(std::chrono::milliseconds(15));
  server->stop(std::chrono::seconds(5));
  EXPECT_NE(client.receive_until("late:x").find("late:x"), std::string::npos);
}

}  // namespace
}  // namespace carnet::http
