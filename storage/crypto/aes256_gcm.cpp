// AES-256-GCM by OpenSSL with one context per thread and direction; only the key is set anew.
#include "storage/crypto/aes256_gcm.hpp"

#include <limits>
#include <span>

#include "storage/crypto/openssl_handles.hpp"
#include "storage/crypto/random_bytes.hpp"

namespace carnet::crypto {
namespace {

// A context that already knows its cipher: naming the cipher with each message doubles the cost of
// a short one.
cipher_context gcm_context(bool seals) {
  static const cipher_algorithm fetched(EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr));
  require(fetched != nullptr, "fetch AES-256-GCM");
  cipher_context context(EVP_CIPHER_CTX_new());
  const int done =
      EVP_CipherInit_ex2(context.get(), fetched.get(), nullptr, nullptr, seals ? 1 : 0, nullptr);
  require(done == 1, "AES-GCM set-up");
  return context;
}

unsigned char* writable(char* bytes) { return reinterpret_cast<unsigned char*>(bytes); }

// The cipher's interface counts in int; records end far below.
int length_of(std::string_view text) {
  require(text.size() < std::numeric_limits<int>::max(), "message too long for AES-GCM");
  return static_cast<int>(text.size());
}

}  // namespace

void aes256_gcm_seal(const secret_key& key, std::string_view authenticated,
                     std::string_view plaintext, std::string& out) {
  thread_local const cipher_context context = gcm_context(/*seals=*/true);
  const std::size_t start = out.size();
  out.resize(start + plaintext.size() + gcm_overhead_bytes);
  unsigned char* const nonce = writable(out.data() + start);
  unsigned char* const body = nonce + gcm_nonce_bytes;
  random_bytes(std::span(nonce, gcm_nonce_bytes));
  EVP_CIPHER_CTX* const cipher = context.get();
  int written = 0;
  const bool done =
      EVP_EncryptInit_ex2(cipher, nullptr, as_bytes(key.bytes()), nonce, nullptr) == 1 &&
      EVP_EncryptUpdate(cipher, nullptr, &written, as_bytes(authenticated),
                        length_of(authenticated)) == 1 &&
      EVP_EncryptUpdate(cipher, body, &written, as_bytes(plaintext), length_of(plaintext)) == 1 &&
      EVP_EncryptFinal_ex(cipher, body + plaintext.size(), &written) == 1 &&
      EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_GET_TAG, gcm_tag_bytes, body + plaintext.size()) ==
          1;
  require(done, "AES-GCM seal");
}

result<std::string> aes256_gcm_open(const secret_key& key, std::string_view authenticated,
                                    std::string_view sealed) {
  if (sealed.size() < gcm_overhead_bytes) {
    return fail(failure_code::corrupt, "sealed bytes are too short");
  }
  thread_local const cipher_context context = gcm_context(/*seals=*/false);
  const std::string_view body = sealed.substr(gcm_nonce_bytes, sealed.size() - gcm_overhead_bytes);
  char tag[gcm_tag_bytes];
  sealed.substr(sealed.size() - gcm_tag_bytes).copy(tag, gcm_tag_bytes);
  std::string plaintext(body.size(), '\0');
  EVP_CIPHER_CTX* const cipher = context.get();
  int written = 0;
  const bool ready =
      EVP_DecryptInit_ex2(cipher, nullptr, as_bytes(key.bytes()), as_bytes(sealed), nullptr) == 1 &&
      EVP_DecryptUpdate(cipher, nullptr, &written, as_bytes(authenticated),
                        length_of(authenticated)) == 1 &&
      EVP_DecryptUpdate(cipher, writable(plaintext.data()), &written, as_bytes(body),
                        length_of(body)) == 1 &&
      EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_SET_TAG, gcm_tag_bytes, tag) == 1;
  require(ready, "AES-GCM open");
  unsigned char end[gcm_tag_bytes];
  if (EVP_DecryptFinal_ex(cipher, end, &written) != 1) {
    wipe(plaintext.data(), plaintext.size());
    return fail(failure_code::corrupt, "sealed bytes do not verify");
  }
  return plaintext;
}

}  // namespace carnet::crypto
