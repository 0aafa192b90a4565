// flock() on a file that also names the holder: unlike fcntl locks it also refuses a second opener
// in the same process, and closing an unrelated descriptor of the file does not drop it.
#include "storage/directory_lock.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace carnet::storage {
namespace {

std::string holder_of(int descriptor) {
  std::array<char, 32> text{};
  const auto size = ::pread(descriptor, text.data(), text.size(), 0);
  if (size <= 0) return "another process";
  std::string holder = "process " + std::string(text.data(), static_cast<std::size_t>(size));
  while (holder.ends_with('\n')) holder.pop_back();
  return holder;
}

void write_holder(int descriptor) {
  const std::string text = fmt::format("{}\n", ::getpid());
  // For the message to others only; the lock holds without it.
  if (::ftruncate(descriptor, 0) != 0) return;
  [[maybe_unused]] const auto written = ::pwrite(descriptor, text.data(), text.size(), 0);
}

}  // namespace

result<directory_lock> directory_lock::take(const std::filesystem::path& directory) {
  const auto path = directory / "OWNER";
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return fail(failure_code::io, fmt::format("{}: {}", path.string(), std::strerror(errno)));
  }
  directory_lock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    return fail(failure_code::locked,
                fmt::format("{} is in use by {}", directory.string(), holder_of(descriptor)));
  }
  write_holder(descriptor);
  return lock;
}

directory_lock::directory_lock(directory_lock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

directory_lock& directory_lock::operator=(directory_lock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

directory_lock::~directory_lock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace carnet::storage
