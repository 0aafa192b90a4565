// The mapped file: eight bytes per partition, so a store is one aligned word and never half
// written.
#include "storage/log/acknowledged_mark.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>

namespace carnet::storage {
namespace {

constexpr std::uint64_t magic = 0x31304b52414d4e43;  // "CNMARK01", least significant byte first
constexpr std::size_t file_bytes = (1 + std::size_t{partitions_max}) * sizeof(std::uint64_t);

failure system_failure(const std::filesystem::path& file, int error) {
  const auto code = error == ENOSPC ? failure_code::storage_full : failure_code::io;
  return {code, fmt::format("{}: {}", file.string(), std::strerror(error))};
}

// Room is reserved at once: a store into a mapped hole on a full disk would end the process.
result<void*> map_file(const std::filesystem::path& file, int descriptor) {
  struct stat status{};
  if (::fstat(descriptor, &status) != 0) return std::unexpected(system_failure(file, errno));
  const bool fresh = status.st_size == 0;
  if (!fresh && status.st_size != static_cast<off_t>(file_bytes)) {
    return fail(failure_code::corrupt, file.string() + " has a wrong length");
  }
  const int reserved = ::posix_fallocate(descriptor, 0, file_bytes);
  if (reserved != 0) return std::unexpected(system_failure(file, reserved));
  void* const memory =
      ::mmap(nullptr, file_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  if (memory == MAP_FAILED) return std::unexpected(system_failure(file, errno));
  return memory;
}

}  // namespace

result<acknowledged_mark> acknowledged_mark::open(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return std::unexpected(system_failure(file, errno));
  const auto memory = map_file(file, descriptor);
  ::close(descriptor);
  if (!memory) return std::unexpected(memory.error());
  acknowledged_mark mark(static_cast<std::uint64_t*>(*memory));
  // All zero is a file whose creation was cut short: it claims nothing.
  if (mark.words_[0] != magic && mark.words_[0] != 0) {
    return fail(failure_code::corrupt, file.string() + " is no acknowledged mark");
  }
  mark.words_[0] = magic;
  return mark;
}

acknowledged_mark::acknowledged_mark(acknowledged_mark&& other) noexcept
    : words_(std::exchange(other.words_, nullptr)) {}

acknowledged_mark& acknowledged_mark::operator=(acknowledged_mark&& other) noexcept {
  std::swap(words_, other.words_);
  return *this;
}

acknowledged_mark::~acknowledged_mark() {
  if (words_ != nullptr) ::munmap(words_, file_bytes);
}

record_sequence acknowledged_mark::last(partition_id partition) const {
  return std::atomic_ref(words_[1 + partition]).load(std::memory_order_relaxed);
}

void acknowledged_mark::acknowledge(partition_id partition, record_sequence sequence) {
  std::atomic_ref(words_[1 + partition]).store(sequence, std::memory_order_relaxed);
}

}  // namespace carnet::storage
