#include "producers/outbound/http_sender.hpp"

#include <functional>
#include <string_view>

#include "producers/outbound/sender_loop.hpp"
#include "storage/crypto/base64.hpp"

namespace carnet::outbound {

struct http_sender::parts {
  sender_service shared;
  std::vector<std::unique_ptr<sender_loop>> loops;
};

namespace {

// The proxy is the operator's choice: it may be anywhere, in clear, with a user and a password.
bool read_proxy(sender_service& shared) {
  std::string_view text = shared.options.proxy;
  if (text.empty()) return true;
  constexpr std::string_view scheme = "http://";
  if (!text.starts_with(scheme)) return false;
  text.remove_prefix(scheme.size());
  if (const auto at = text.rfind('@'); at != text.npos) {
    shared.proxy_authorization =
        "Proxy-Authorization: Basic " + crypto::base64_encode(text.substr(0, at)) + "\r\n";
    text.remove_prefix(at + 1);
  }
  auto where = parse_target(std::string(scheme) + std::string(text), true);
  if (!where) return false;
  shared.proxy = std::move(*where);
  return true;
}

result<void> set_up(sender_service& shared) {
  if (!read_proxy(shared)) {
    return fail(failure_code::invalid_argument,
                "the proxy of webhooks has the form http://[user:password@]host:port");
  }
  boost::system::error_code error;
  shared.tls.set_default_verify_paths(error);
  shared.tls.set_verify_mode(asio::ssl::verify_peer, error);
  SSL_CTX_set_min_proto_version(shared.tls.native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_mode(shared.tls.native_handle(), SSL_MODE_RELEASE_BUFFERS);
  if (shared.options.ca_file.empty()) return {};
  shared.tls.load_verify_file(shared.options.ca_file, error);
  if (!error) return {};
  return fail(failure_code::invalid_argument,
              "the certificates to trust for webhooks can not be loaded: " + error.message());
}

}  // namespace

http_sender::http_sender(std::unique_ptr<parts> inner) : parts_(std::move(inner)) {}

http_sender::~http_sender() { stop(); }

result<std::unique_ptr<http_sender>> http_sender::open(sender_options options) {
  auto inner = std::make_unique<parts>();
  inner->shared.options = std::move(options);
  if (auto done = set_up(inner->shared); !done) return std::unexpected(done.error());
  for (unsigned n = 0; n < inner->shared.options.threads; ++n)
    inner->loops.push_back(std::make_unique<sender_loop>(inner->shared));
  return std::unique_ptr<http_sender>(new http_sender(std::move(inner)));
}

void http_sender::send(outbound_request request, answer_taker done) {
  const auto loop = std::hash<std::string>()(request.target.host) % parts_->loops.size();
  parts_->loops[loop]->send(std::move(request), std::move(done));
}

void http_sender::stop() {
  for (const auto& loop : parts_->loops) loop->end();
}

const sender_counters& http_sender::counters() const { return parts_->shared.counters; }

}  // namespace carnet::outbound
