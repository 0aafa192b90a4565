#include "api/exports/download_token.hpp"

#include "storage/crypto/base64url.hpp"
#include "storage/crypto/constant_time.hpp"
#include "storage/kv/row_key.hpp"

namespace carnet::exports {
namespace {

constexpr std::size_t right_bytes = project_tag::width + sizeof(unix_us);
constexpr std::size_t tag_bytes = 16;

}  // namespace

std::string make_token(const producers::keyed_hashes& hashes, const export_id& id,
                       const download_right& right) {
  const auto content = storage::row_key("").id(right.project).number(right.created_at);
  return crypto::base64url_encode(std::string(content.view()) + hashes.download(id.text, content));
}

std::optional<download_right> read_token(const producers::keyed_hashes& hashes, const export_id& id,
                                         std::string_view token) {
  const auto bytes = crypto::base64url_decode(token);
  if (!bytes || bytes->size() != right_bytes + tag_bytes) return std::nullopt;
  const auto content = std::string_view(*bytes).substr(0, right_bytes);
  if (!crypto::constant_time_equal(hashes.download(id.text, content),
                                   std::string_view(*bytes).substr(right_bytes))) {
    return std::nullopt;
  }
  storage::row_key_reader parts(content);
  const auto project = parts.id<project_id>();
  return download_right{project, parts.number<unix_us>()};
}

}  // namespace carnet::exports
