// Text encodings and sealed bytes: what decodes encodes to the same text, and nothing else opens.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "storage/crypto/base32.hpp"
#include "storage/crypto/base64url.hpp"
#include "storage/crypto/hex.hpp"
#include "storage/vault/sealing.hpp"

namespace {

using namespace carnet;

void require(bool held) {
  if (!held) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  if (const auto decoded = crypto::base64url_decode(text)) {
    require(crypto::base64url_encode(*decoded) == text);
  }
  if (const auto decoded = crypto::base32_decode(text)) {
    require(crypto::base32_encode(*decoded) == text);
  }
  if (const auto decoded = crypto::hex_decode(text)) {
    require(decoded->size() * 2 == text.size());
  }
  require(crypto::base64url_decode(crypto::base64url_encode(text)) == text);
  require(crypto::base32_decode(crypto::base32_encode(text)) == text);
  require(crypto::hex_decode(crypto::hex_encode(text)) == text);
  static const storage::data_key key;
  require(!storage::open(key, "event", "field", text));
  require(!storage::unwrap(storage::master_key(key), "subject", text));
  return 0;
}
