#include "api/tls/current_ssl.hpp"

#include <boost/asio/ssl/context.hpp>

#include "producers/tls/tls_context.hpp"

namespace carnet {

std::shared_ptr<ssl_ctx_st> current_ssl(const tls_context& tls) {
  auto context = tls.current();
  ssl_ctx_st* const native = context->native_handle();
  return {std::move(context), native};
}

}  // namespace carnet
