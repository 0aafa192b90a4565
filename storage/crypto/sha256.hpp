// SHA-256 (FIPS 180-4), one shot and incremental.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

namespace carnet::crypto {

using sha256_digest = std::array<std::uint8_t, 32>;

// The bytes of a digest, valid as long as the digest.
inline std::string_view as_view(const sha256_digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

// The digest of `input`.
sha256_digest sha256(std::string_view input);

// For input that comes in pieces; may be used again after finish(). Not thread safe.
class sha256_stream {
 public:
  sha256_stream();
  ~sha256_stream();
  sha256_stream(sha256_stream&&) noexcept;
  sha256_stream& operator=(sha256_stream&&) noexcept;

  void update(std::string_view input);
  // The digest of all input since construction or the last finish().
  sha256_digest finish();

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace carnet::crypto
