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

// Whether it is as yet empty.
result<bool> is_fresh(const std::filesystem::path& file, int descriptor) {
  struct stat status{};
  if (::fstat(descriptor, &status) != 0) return std::unexpected(system_failure(file, errno));
  if (status.st_size == 0) return true;
  if (status.st_size == static_cast<off_t>(file_bytes)) return false;
  return fail(failure_code::corrupt, file.string() + " has a wrong length");
}

result<std::uint64_t*> map(const std::filesystem::path& file, int descriptor, int flags) {
  void* const memory = ::mmap(nullptr, file_bytes, PROT_READ | PROT_WRITE, flags, descriptor, 0);
  if (memory == MAP_FAILED) return std::unexpected(system_failure(file, errno));
  return static_cast<std::uint64_t*>(memory);
}

// Room is reserved at once: a store into a mapped hole on a full disk would end the process.
result<std::uint64_t*> map_shared(const std::filesystem::path& file, int descriptor) {
  if (const auto fresh = is_fresh(file, descriptor); !fresh) return std::unexpected(fresh.error());
  const int reserved = ::posix_fallocate(descriptor, 0, file_bytes);
  if (reserved != 0) return std::unexpected(system_failure(file, reserved));
  return map(file, descriptor, MAP_SHARED);
}

result<std::uint64_t*> map_copy(const std::filesystem::path& file, int descriptor) {
  const auto fresh = is_fresh(file, descriptor);
  if (!fresh) return std::unexpected(fresh.error());
  return *fresh ? map(file, -1, MAP_PRIVATE | MAP_ANONYMOUS) : map(file, descriptor, MAP_PRIVATE);
}

}  // namespace

result<acknowledged_mark> acknowledged_mark::open(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return std::unexpected(system_failure(file, errno));
  const auto memory = map_shared(file, descriptor);
  ::close(descriptor);
  if (!memory) return std::unexpected(memory.error());
  return checked(file, acknowledged_mark(*memory));
}

result<acknowledged_mark> acknowledged_mark::copy_of(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  const bool missing = descriptor < 0 && errno == ENOENT;
  if (descriptor < 0 && !missing) return std::unexpected(system_failure(file, errno));
  const auto memory =
      missing ? map(file, -1, MAP_PRIVATE | MAP_ANONYMOUS) : map_copy(file, descriptor);
  if (!missing) ::close(descriptor);
  if (!memory) return std::unexpected(memory.error());
  return checked(file, acknowledged_mark(*memory));
}

result<acknowledged_mark> acknowledged_mark::checked(const std::filesystem::path& file,
                                                     acknowledged_mark mark) {
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
