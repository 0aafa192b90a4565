// The checks between frames: same partition, dense sequences and indexes, epochs that never fall.
#include "storage/log/record_assembly.hpp"

#include <fmt/core.h>

#include <string>
#include <utility>

#include "storage/log/frame.hpp"

namespace carnet::storage {

result<std::optional<log_record>> record_assembly::add(std::string_view frame_bytes) {
  const std::string expected = place_of(partition_, next_, index_);
  const auto decoded = decode_frame(frame_bytes);
  if (!decoded) return std::unexpected(to_failure(decoded.error(), expected));
  const frame_header& header = decoded->header;
  if (header.partition != partition_ || header.sequence != next_ || header.index != index_) {
    return fail(failure_code::corrupt,
                fmt::format("{} expected, {} found", expected,
                            place_of(header.partition, header.sequence, header.index)));
  }
  if (header.epoch < epoch_ || (index_ > 0 && header.epoch != epoch_)) {
    return fail(failure_code::corrupt,
                fmt::format("{}: epoch {} follows epoch {}", expected, header.epoch, epoch_));
  }
  if (pending_.bytes.size() + decoded->payload.size() > record_bytes_max) {
    return fail(failure_code::corrupt, expected + ": record is over the limit");
  }
  epoch_ = header.epoch;
  pending_.bytes.append(decoded->payload);
  if (!header.last) {
    ++index_;
    return std::nullopt;
  }
  index_ = 0;
  pending_.sequence = next_++;
  pending_.epoch = epoch_;
  return std::exchange(pending_, {});
}

}  // namespace carnet::storage
