// The first admin token: made when the deployment has none, kept in the data directory with mode
// 0600.
#include <fcntl.h>
#include <unistd.h>

#include "producers/installation/parts.hpp"
#include "storage/crypto/base32.hpp"
#include "storage/crypto/random_bytes.hpp"
#include "storage/crypto/sha256.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::producers {
namespace {

result<void> write_private_file(const std::filesystem::path& file, const std::string& text) {
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) return fail(failure_code::io, "the admin token's file can not be made");
  const bool whole =
      write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
      fsync(descriptor) == 0;
  close(descriptor);
  if (!whole) return fail(failure_code::io, "the admin token's file can not be written");
  return {};
}

}  // namespace

result<void> installation::parts::found_admin_token() {
  const auto token_file = options.data / "admin.token";
  if (std::filesystem::exists(token_file)) return {};
  const std::string token = "adm_" + crypto::base32_encode(crypto::random_string(25));
  if (auto done = write_private_file(token_file, token + "\n"); !done) return done;

  admin_token_created facts;
  facts.id = admin_token_id{
      crypto::base32_encode(crypto::random_string(10)).substr(0, admin_token_tag::width)};
  facts.token_sha256 = std::string(crypto::as_view(crypto::sha256(token)));
  bool made = false;
  std::vector<submission> batch(1);
  batch[0].command_id = crypto::random_string(16);
  batch[0].seed = crypto::random_string(16);
  batch[0].wish = create_admin_token{std::move(facts)};
  batch[0].done = [&made](const completion& answer) {
    made = std::holds_alternative<committed>(answer);
  };
  if (auto done = partitions[control_partition].core->run(batch); !done) return done;
  if (!made) return fail(failure_code::io, "the admin token could not be recorded");
  return {};
}

}  // namespace carnet::producers
