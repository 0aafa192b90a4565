#include "producers/tls/trusted_authorities.hpp"

#include <boost/asio/ssl/context.hpp>

#include <utility>

namespace carnet {

namespace ssl = boost::asio::ssl;

trusted_authorities::trusted_authorities(std::string file) : file_(std::move(file)) {}

result<std::unique_ptr<trusted_authorities>> trusted_authorities::open(std::string file) {
  std::unique_ptr<trusted_authorities> made(new trusted_authorities(std::move(file)));
  if (auto loading = made->reload(); !loading) return std::unexpected(loading.error());
  return made;
}

result<void> trusted_authorities::reload() {
  auto next = std::make_shared<ssl::context>(ssl::context::tls_client);
  SSL_CTX_set_min_proto_version(next->native_handle(), TLS1_2_VERSION);
  boost::system::error_code error;
  next->set_default_verify_paths(error);  // a system without any has none to trust
  next->set_verify_mode(ssl::verify_peer, error);
  if (!file_.empty()) {
    next->load_verify_file(file_, error);
    if (error) {
      return fail(failure_code::invalid_argument,
                  "the authority of the nodes' certificates can not be loaded: " + error.message());
    }
  }
  const std::scoped_lock lock(mutex_);
  current_ = std::move(next);
  return {};
}

std::shared_ptr<ssl::context> trusted_authorities::current() const {
  const std::scoped_lock lock(mutex_);
  return current_;
}

}  // namespace carnet
