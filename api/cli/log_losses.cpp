#include "api/cli/log_losses.hpp"

#include <fmt/format.h>

#include <ostream>

namespace carnet::api::cli {

int tell_losses(const producers::opened_log& opened, std::string_view verb, std::ostream& errors) {
  const auto losses = producers::losses(opened);
  for (const auto& loss : losses) errors << fmt::format("carnet {}: {}\n", verb, loss);
  return losses.empty() ? 0 : 1;
}

}  // namespace carnet::api::cli
