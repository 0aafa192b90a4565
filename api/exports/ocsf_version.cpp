#include "api/exports/ocsf_version.hpp"

#include <functional>
#include <optional>

#include "api/http/request.hpp"

namespace carnet::exports {
namespace {

constexpr std::size_t name_bytes_max = 16;
constexpr std::string_view parameter = "version";
constexpr std::string_view header = "X-OCSF-Version";

using refusal = std::function<void(std::string message)>;

schemas::ocsf_version version_of(const std::optional<std::string>& named, const http::request& in,
                                 const refusal& refuse) {
  const std::string_view pinned = in.headers.get(header);
  if (!named && pinned.empty()) return schemas::ocsf_newest;
  const auto version = schemas::ocsf_version_from(named ? std::string_view(*named) : pinned);
  if (!version) refuse("It must be 1.1.0, 1.3.0, 1.5.0 or 1.8.0.");
  return version.value_or(schemas::ocsf_newest);
}

}  // namespace

schemas::ocsf_version read_ocsf_version(const http::request& in, http::query_reader& query) {
  const auto named = query.text(parameter, name_bytes_max);
  return version_of(
      named, in, [&](auto message) { query.fail(named ? parameter : header, std::move(message)); });
}

schemas::ocsf_version read_ocsf_version(const http::request& in, http::body_reader& body) {
  const auto named = body.text(parameter, {.bytes_max = name_bytes_max});
  return version_of(named, in, [&](auto message) {
    if (named) return body.fail(parameter, std::move(message));
    body.fail_header(header, std::move(message));
  });
}

}  // namespace carnet::exports
