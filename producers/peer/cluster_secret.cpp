#include "producers/peer/cluster_secret.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "storage/crypto/hkdf.hpp"

namespace carnet::peers {
namespace {

constexpr ::mode_t others = S_IRWXG | S_IRWXO;

failure complaint(const std::filesystem::path& file, std::string_view what) {
  return {failure_code::invalid_argument,
          fmt::format("the cluster secret file {} {}", file.string(), what)};
}

}  // namespace

result<crypto::secret_key> load_cluster_secret(const std::filesystem::path& file) {
  struct ::stat found{};
  if (::stat(file.c_str(), &found) != 0) {
    return std::unexpected(complaint(file, "can not be read"));
  }
  if ((found.st_mode & others) != 0) {
    return std::unexpected(complaint(file, "must be readable for its owner alone (mode 0600)"));
  }
  std::ifstream in(file, std::ios::binary);
  std::string text(cluster_secret_bytes_max + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  const bool fits =
      text.size() >= cluster_secret_bytes_min && text.size() <= cluster_secret_bytes_max;
  if (!fits) return std::unexpected(complaint(file, "must have 32 to 1024 bytes"));
  auto key = crypto::secret_key::from_bytes(
      crypto::hkdf_sha256(text, "", "carnet between nodes v1", crypto::secret_key::size));
  crypto::wipe(text.data(), text.size());
  return key;
}

}  // namespace carnet::peers
