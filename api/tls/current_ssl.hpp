// The certificate that SMTP and HTTP share, as the server takes it.
#pragma once

#include <memory>

struct ssl_ctx_st;

namespace carnet {

class tls_context;

// The OpenSSL context for the next connection; keeps the Asio context alive.
std::shared_ptr<ssl_ctx_st> current_ssl(const tls_context& tls);

}  // namespace carnet
