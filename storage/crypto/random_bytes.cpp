// A block of random bytes per thread over RAND_bytes.
#include "storage/crypto/random_bytes.hpp"

#include <openssl/rand.h>

#include <array>
#include <cstring>

#include "storage/crypto/openssl_handles.hpp"
#include "storage/crypto/secret_key.hpp"

namespace carnet::crypto {
namespace {

void draw(std::span<std::uint8_t> out) {
  require(RAND_bytes(out.data(), static_cast<int>(out.size())) == 1, "random source");
}

class random_block {
 public:
  ~random_block() { wipe(bytes_.data(), bytes_.size()); }

  void take(std::span<std::uint8_t> out) {
    if (out.size() > bytes_.size() - used_) {
      draw(bytes_);
      used_ = 0;
    }
    std::memcpy(out.data(), bytes_.data() + used_, out.size());
    std::memset(bytes_.data() + used_, 0, out.size());
    used_ += out.size();
  }

 private:
  std::array<std::uint8_t, 1024> bytes_;
  std::size_t used_ = 1024;
};

constexpr std::size_t buffered_max = 64;

}  // namespace

void random_bytes(std::span<std::uint8_t> out) {
  if (out.empty()) return;
  if (out.size() > buffered_max) return draw(out);
  thread_local random_block block;
  block.take(out);
}

std::string random_string(std::size_t size) {
  std::string text(size, '\0');
  random_bytes(std::span(reinterpret_cast<std::uint8_t*>(text.data()), size));
  return text;
}

}  // namespace carnet::crypto
