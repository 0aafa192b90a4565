// Frame decoding on any bytes, as they are and with the checksum put right, so that the checks
// behind the checksum are reached too. Also the framing of the write-ahead log.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "storage/crypto/crc32c.hpp"
#include "storage/log/big_endian.hpp"
#include "storage/log/frame.hpp"
#include "storage/log/record_assembly.hpp"
#include "storage/log/wal_blocks.hpp"

namespace {

using namespace carnet;

void require(bool held) {
  if (!held) std::abort();
}

std::string with_right_checksum(std::string bytes) {
  if (bytes.size() < storage::frame_header_bytes) return bytes;
  const std::string_view all = bytes;
  const auto head = crypto::crc32c(all.substr(0, 36));
  storage::store_big_endian(bytes.data() + 36,
                            crypto::crc32c(all.substr(storage::frame_header_bytes), head));
  return bytes;
}

void try_frame(const std::string& bytes) {
  const auto decoded = storage::decode_frame(bytes);
  if (!decoded) {
    require(!storage::describe(decoded.error()).empty());
    return;
  }
  require(storage::encode_frame(decoded->header, decoded->payload) == bytes);
  storage::record_assembly assembly(decoded->header.partition, decoded->header.sequence);
  (void)assembly.add(bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(bytes), size);
  try_frame(input);
  std::string forged = with_right_checksum("CNTF\x01" + input);
  try_frame(forged);
  storage::wal_blocks::walk(
      input, [](const storage::wal_blocks::write&) {},
      [&](std::size_t offset) { require(offset < size); });
  return 0;
}
