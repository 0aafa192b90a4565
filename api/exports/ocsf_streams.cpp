#include "api/exports/ocsf_streams.hpp"

#include "storage/crypto/base64url.hpp"
#include "storage/crypto/constant_time.hpp"
#include "storage/kv/row_key.hpp"

namespace carnet::exports {
namespace {

using schemas::ocsf_stream;

constexpr std::string_view list_name = "ocsf";
constexpr std::size_t places_bytes = 2 * sizeof(std::uint64_t);
constexpr std::size_t tag_bytes = 16;
constexpr std::size_t name_bytes_max = 32;

std::string tag_of(const service& app, const projections::access& caller, std::string_view places) {
  std::string content(list_name);
  content.push_back('\0');
  content.append(places);
  return app.core.hashes().cursor(caller.project.text, content);
}

}  // namespace

producers::ocsf_source source_of(const service& app, const projections::access& caller,
                                 ocsf_stream stream) {
  const auto partition = stream == ocsf_stream::access ? control_partition : caller.partition;
  return {app.core.state(partition),
          app.core.content(),
          partition,
          caller.project,
          caller.organization,
          stream};
}

std::string ocsf_cursor(const service& app, const projections::access& caller,
                        const ocsf_places& places) {
  const auto key = storage::row_key("").number(places.access).number(places.events);
  const std::string text(key.view());
  return crypto::base64url_encode(text + tag_of(app, caller, text));
}

std::optional<ocsf_places> read_ocsf_cursor(const service& app, const projections::access& caller,
                                            std::string_view text) {
  const auto bytes = crypto::base64url_decode(text);
  if (!bytes || bytes->size() != places_bytes + tag_bytes) return std::nullopt;
  const auto places = std::string_view(*bytes).substr(0, places_bytes);
  const auto tag = std::string_view(*bytes).substr(places_bytes);
  if (!crypto::constant_time_equal(tag_of(app, caller, places), tag)) return std::nullopt;
  storage::row_key_reader parts(places);
  ocsf_places read;
  read.access = parts.number<std::uint64_t>();
  read.events = parts.number<std::uint64_t>();
  return read;
}

std::optional<ocsf_stream> read_ocsf_stream(http::query_reader& query) {
  const auto named = query.text("stream", name_bytes_max);
  if (!named) return std::nullopt;
  for (const auto stream : {ocsf_stream::events, ocsf_stream::access}) {
    if (to_name(stream) == *named) return stream;
  }
  query.fail("stream", "It must be events or access.");
  return std::nullopt;
}

}  // namespace carnet::exports
