// SHA-256 by OpenSSL, with the algorithm fetched once and one context per thread.
#include "storage/crypto/sha256.hpp"

#include "storage/crypto/openssl_handles.hpp"

namespace carnet::crypto {

const EVP_MD* sha256_algorithm() {
  static const digest_algorithm fetched(EVP_MD_fetch(nullptr, "SHA256", nullptr));
  require(fetched != nullptr, "fetch SHA-256");
  return fetched.get();
}

sha256_digest sha256(std::string_view input) {
  thread_local const digest_context context(EVP_MD_CTX_new());
  sha256_digest digest;
  const bool done = EVP_DigestInit_ex2(context.get(), sha256_algorithm(), nullptr) == 1 &&
                    EVP_DigestUpdate(context.get(), input.data(), input.size()) == 1 &&
                    EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1;
  require(done, "SHA-256");
  return digest;
}

struct sha256_stream::state {
  digest_context context{EVP_MD_CTX_new()};

  void restart() {
    require(EVP_DigestInit_ex2(context.get(), sha256_algorithm(), nullptr) == 1, "SHA-256 start");
  }
};

sha256_stream::sha256_stream() : state_(std::make_unique<state>()) { state_->restart(); }
sha256_stream::~sha256_stream() = default;
sha256_stream::sha256_stream(sha256_stream&&) noexcept = default;
sha256_stream& sha256_stream::operator=(sha256_stream&&) noexcept = default;

void sha256_stream::update(std::string_view input) {
  const int done = EVP_DigestUpdate(state_->context.get(), input.data(), input.size());
  require(done == 1, "SHA-256 update");
}

sha256_digest sha256_stream::finish() {
  sha256_digest digest;
  const int done = EVP_DigestFinal_ex(state_->context.get(), digest.data(), nullptr);
  require(done == 1, "SHA-256 finish");
  state_->restart();
  return digest;
}

}  // namespace carnet::crypto
