#include "producers/content/compression.hpp"

#include <zstd.h>

#include <memory>

#include "domain/check.hpp"

namespace carnet::producers {
namespace {

constexpr char stored = 0;
constexpr char zstd_frame = 1;
constexpr int level = 1;  // mail and JSON: higher levels cost more than they save here
constexpr std::size_t worthwhile_bytes = 512;

struct free_context {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

}  // namespace

std::string compress(std::string_view content) {
  std::string out(1, stored);
  if (content.size() >= worthwhile_bytes) {
    thread_local const std::unique_ptr<ZSTD_CCtx, free_context> context(ZSTD_createCCtx());
    out.resize(1 + ZSTD_compressBound(content.size()));
    const std::size_t size = ZSTD_compressCCtx(context.get(), out.data() + 1, out.size() - 1,
                                               content.data(), content.size(), level);
    check(ZSTD_isError(size) == 0, "compression into a buffer of the bound's size succeeds");
    if (size < content.size()) {
      out[0] = zstd_frame;
      out.resize(1 + size);
      return out;
    }
    out.resize(1);
  }
  return out.append(content);
}

result<std::string> decompress(std::string_view bytes) {
  if (bytes.empty()) return fail(failure_code::corrupt, "compressed content is empty");
  const std::string_view rest = bytes.substr(1);
  if (bytes.front() == stored) return std::string(rest);
  const auto size = ZSTD_getFrameContentSize(rest.data(), rest.size());
  if (bytes.front() != zstd_frame || size > decompressed_max) {
    return fail(failure_code::corrupt, "compressed content does not read");
  }
  thread_local const std::unique_ptr<ZSTD_DCtx, free_context> context(ZSTD_createDCtx());
  std::string out(size, '\0');
  const std::size_t got =
      ZSTD_decompressDCtx(context.get(), out.data(), out.size(), rest.data(), rest.size());
  if (ZSTD_isError(got) != 0 || got != size) {
    return fail(failure_code::corrupt, "compressed content does not read");
  }
  return out;
}

}  // namespace carnet::producers
