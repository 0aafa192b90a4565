// The key file is one line: a kind with version, a space, 32 bytes in base64url.
#include "storage/vault/master_key.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "storage/crypto/base64url.hpp"
#include "storage/crypto/hex.hpp"
#include "storage/crypto/hkdf.hpp"
#include "storage/crypto/sha256.hpp"

namespace carnet::storage {
namespace {

constexpr std::string_view file_kind = "carnet-master-key-v1 ";
constexpr std::size_t file_bytes_max = 256;

failure system_failure(const std::filesystem::path& file, int error) {
  const auto code = error == ENOENT   ? failure_code::not_found
                    : error == EEXIST ? failure_code::invalid_argument
                                      : failure_code::io;
  return {code, fmt::format("master key file {}: {}", file.string(), std::strerror(error))};
}

struct open_file {
  int descriptor;
  ~open_file() {
    if (descriptor >= 0) ::close(descriptor);
  }
};

bool sync_directory(const std::filesystem::path& directory) {
  const open_file opened{::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  return opened.descriptor >= 0 && ::fsync(opened.descriptor) == 0;
}

result<master_key> parse(const std::filesystem::path& file, std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  if (!text.starts_with(file_kind)) {
    return fail(failure_code::invalid_argument, file.string() + " is no master key file");
  }
  auto bytes = crypto::base64url_decode(text.substr(file_kind.size()));
  const auto secret = crypto::secret_key::from_bytes(bytes.value_or(""));
  if (bytes) crypto::wipe(bytes->data(), bytes->size());
  if (!secret) return fail(failure_code::invalid_argument, file.string() + " holds no whole key");
  return master_key(*secret);
}

}  // namespace

master_key::master_key(const crypto::secret_key& secret)
    : secret_(secret), wrapping_(crypto::derive_key(secret, "carnet data key wrapping v1")) {
  const auto identity = crypto::derive_key(secret, "carnet master key fingerprint v1");
  const auto digest = crypto::sha256(identity.bytes());
  fingerprint_ = crypto::hex_encode(crypto::as_view(digest));
  key_id_ = crypto::as_view(digest).substr(0, key_id_bytes);
}

crypto::secret_key master_key::derive(std::string_view purpose) const {
  return crypto::derive_key(secret_, fmt::format("carnet purpose: {}", purpose));
}

// Filled beside its place and then linked there, so that no kill leaves a torn key that keeps a
// server from starting; link() refuses to replace a key.
result<master_key> generate_master_key_file(const std::filesystem::path& file) {
  auto part = file;
  part += ".part";
  ::unlink(part.c_str());
  const open_file opened{::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
  if (opened.descriptor < 0) return std::unexpected(system_failure(file, errno));
  const auto secret = crypto::secret_key::random();
  std::string text = fmt::format("{}{}\n", file_kind, crypto::base64url_encode(secret.bytes()));
  const auto written = ::write(opened.descriptor, text.data(), text.size());
  const bool whole = written == static_cast<ssize_t>(text.size());
  crypto::wipe(text.data(), text.size());
  const bool placed =
      whole && ::fsync(opened.descriptor) == 0 && ::link(part.c_str(), file.c_str()) == 0;
  const int error = whole ? errno : ENOSPC;
  ::unlink(part.c_str());
  if (!placed) return std::unexpected(system_failure(file, error));
  // A key that is lost in a power cut takes all content with it.
  const auto directory = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  if (!sync_directory(directory)) {
    const int why = errno;
    ::unlink(file.c_str());
    return std::unexpected(system_failure(file, why));
  }
  return master_key(secret);
}

result<master_key> load_master_key(const std::filesystem::path& file) {
  const open_file opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (opened.descriptor < 0) return std::unexpected(system_failure(file, errno));
  struct stat status{};
  if (::fstat(opened.descriptor, &status) != 0) return std::unexpected(system_failure(file, errno));
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return fail(failure_code::invalid_argument,
                fmt::format("master key file {} is open to others than its owner; chmod 600 it",
                            file.string()));
  }
  std::array<char, file_bytes_max> text{};
  const auto size = ::read(opened.descriptor, text.data(), text.size());
  if (size < 0) return std::unexpected(system_failure(file, errno));
  auto key = parse(file, {text.data(), static_cast<std::size_t>(size)});
  crypto::wipe(text.data(), text.size());
  return key;
}

}  // namespace carnet::storage
