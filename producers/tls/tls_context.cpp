// Loading, checking and swapping. A key that does not belong to the certificate is refused when it
// is loaded, not at the first handshake.
#include "producers/tls/tls_context.hpp"

#include <boost/asio/ssl/context.hpp>

#include <utility>

#include "producers/tls/certificate_hash.hpp"
#include "producers/tls/self_signed.hpp"

namespace carnet {
namespace {

namespace ssl = boost::asio::ssl;

std::shared_ptr<ssl::context> empty_context() {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_options(context->native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_mode(context->native_handle(), SSL_MODE_RELEASE_BUFFERS);
  return context;
}

result<std::shared_ptr<ssl::context>> loaded(const tls_files& files) {
  auto context = empty_context();
  boost::system::error_code error;
  context->use_certificate_chain_file(files.certificate_chain, error);
  if (error) {
    return fail(failure_code::invalid_argument,
                "cannot load the TLS certificate chain: " + error.message());
  }
  context->use_private_key_file(files.private_key, ssl::context::pem, error);
  if (error || SSL_CTX_check_private_key(context->native_handle()) != 1) {
    return fail(failure_code::invalid_argument,
                "cannot load the TLS key, or it is not the certificate's");
  }
  return context;
}

result<std::shared_ptr<ssl::context>> generated(const std::vector<std::string>& names) {
  auto context = empty_context();
  const auto made = tls::make_self_signed(names);
  if (!made.certificate ||
      SSL_CTX_use_certificate(context->native_handle(), made.certificate.get()) != 1 ||
      SSL_CTX_use_PrivateKey(context->native_handle(), made.key.get()) != 1) {
    return fail(failure_code::invalid_argument, "cannot make a self-signed TLS certificate");
  }
  return context;
}

}  // namespace

tls_context::tls_context(tls_files files, std::vector<std::string> names)
    : files_(std::move(files)), names_(std::move(names)) {}

result<std::shared_ptr<tls_context>> tls_context::from_files(tls_files files) {
  std::shared_ptr<tls_context> made(new tls_context(std::move(files), {}));
  if (auto loading = made->reload(); !loading) return std::unexpected(loading.error());
  return made;
}

result<std::shared_ptr<tls_context>> tls_context::self_signed(std::vector<std::string> names) {
  if (names.empty()) return fail(failure_code::invalid_argument, "a certificate needs a name");
  std::shared_ptr<tls_context> made(new tls_context({}, std::move(names)));
  if (auto loading = made->reload(); !loading) return std::unexpected(loading.error());
  return made;
}

result<std::shared_ptr<ssl::context>> tls_context::make() const {
  return names_.empty() ? loaded(files_) : generated(names_);
}

result<void> tls_context::reload() {
  auto next = make();
  if (!next) return std::unexpected(next.error());
  const std::scoped_lock lock(mutex_);
  current_ = std::move(*next);
  return {};
}

std::shared_ptr<ssl::context> tls_context::current() const {
  const std::scoped_lock lock(mutex_);
  return current_;
}

std::string tls_context::current_hash() const {
  const auto* certificate = SSL_CTX_get0_certificate(current()->native_handle());
  return certificate == nullptr ? std::string() : certificate_hash(*certificate);
}

}  // namespace carnet
