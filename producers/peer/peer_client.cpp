#include "producers/peer/peer_client.hpp"

#include "producers/peer/peer_loop.hpp"

namespace carnet::peers {

struct peer_client::parts {
  peer_service shared;
  std::unique_ptr<peer_loop> loop;
  std::atomic<std::size_t> in_flight{0};
  std::atomic<std::size_t> body_bytes{0};
};

peer_client::peer_client(std::unique_ptr<parts> inner) : parts_(std::move(inner)) {}

peer_client::~peer_client() { stop(); }

result<std::unique_ptr<peer_client>> peer_client::open(peer_client_options options) {
  auto inner = std::make_unique<parts>();
  auto& shared = inner->shared;
  shared.options = std::move(options);
  auto trusted = trusted_authorities::open(shared.options.ca_file);
  if (!trusted) return std::unexpected(trusted.error());
  shared.trusted = std::move(*trusted);
  inner->loop = std::make_unique<peer_loop>(shared);
  return std::unique_ptr<peer_client>(new peer_client(std::move(inner)));
}

void peer_client::send(peer_request request, peer_taker done) {
  const std::size_t bytes = request.body.size();
  const bool first = parts_->in_flight.fetch_add(1) < parts_->shared.options.in_flight_max;
  const bool second =
      parts_->body_bytes.fetch_add(bytes) + bytes <= parts_->shared.options.body_bytes_max;
  auto give_back = [inner = parts_.get(), bytes] {
    inner->in_flight.fetch_sub(1);
    inner->body_bytes.fetch_sub(bytes);
  };
  if (!first || !second) {
    give_back();
    peer_answer refused;
    refused.end = exchange_end::too_many;
    return done(std::move(refused));
  }
  parts_->loop->send(std::move(request), [give_back, done = std::move(done)](auto answer) mutable {
    give_back();
    done(std::move(answer));
  });
}

void peer_client::after(std::chrono::milliseconds pause, std::function<void()> run) {
  parts_->loop->after(pause, std::move(run));
}

result<void> peer_client::reload_authorities() { return parts_->shared.trusted->reload(); }

void peer_client::stop() { parts_->loop->end(); }

}  // namespace carnet::peers
