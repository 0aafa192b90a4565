#include "api/cli/keygen_command.hpp"

#include <ostream>

#include "storage/vault/master_key.hpp"

namespace carnet::api::cli {

int run_keygen(const std::filesystem::path& file, std::ostream& out, std::ostream& errors) {
  const auto made = storage::generate_master_key_file(file);
  if (!made) {
    errors << "carnet keygen: " << made.error().what << '\n';
    return 1;
  }
  out << "master key " << made->fingerprint() << '\n';
  return 0;
}

}  // namespace carnet::api::cli
