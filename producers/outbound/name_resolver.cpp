#include "producers/outbound/name_resolver.hpp"

#include <boost/asio/post.hpp>
#include <netdb.h>
#include <netinet/in.h>

#include <cstring>

namespace carnet::outbound {
namespace {

namespace ip = boost::asio::ip;

addresses ask(const std::string& name) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_ADDRCONFIG;
  addrinfo* list = nullptr;
  if (getaddrinfo(name.c_str(), nullptr, &hints, &list) != 0) return {};
  addresses found;
  for (const addrinfo* one = list; one != nullptr; one = one->ai_next) {
    if (one->ai_family == AF_INET) {
      ip::address_v4::bytes_type bytes;
      std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in*>(one->ai_addr)->sin_addr,
                  bytes.size());
      found.emplace_back(ip::address_v4(bytes));
    } else if (one->ai_family == AF_INET6) {
      ip::address_v6::bytes_type bytes;
      std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6*>(one->ai_addr)->sin6_addr,
                  bytes.size());
      found.emplace_back(ip::address_v6(bytes));
    }
  }
  freeaddrinfo(list);
  return found;
}

}  // namespace

name_resolver::~name_resolver() {
  pool_.stop();
  pool_.join();
}

void name_resolver::resolve(const std::string& name, taker done) {
  boost::system::error_code not_literal;
  const auto literal = ip::make_address(name, not_literal);
  if (!not_literal) return done({literal});
  std::unique_lock lock(mutex_);
  if (names_.size() >= names_max) {
    std::erase_if(names_, [now = clock::now()](const auto& one) {
      return one.second.waiting.empty() && one.second.good_until < now;
    });
  }
  entry& known = names_[name];
  if (known.waiting.empty() && clock::now() < known.good_until) {
    addresses found = known.found;
    lock.unlock();
    return done(std::move(found));
  }
  const bool first = known.waiting.empty();
  known.waiting.push_back(std::move(done));
  if (first) boost::asio::post(pool_, [this, name] { look_up(name); });
}

void name_resolver::look_up(const std::string& name) {
  const addresses found = ask(name);
  std::vector<taker> waiting;
  {
    const std::lock_guard lock(mutex_);
    entry& known = names_[name];
    known.found = found;
    if (!found.empty()) known.good_until = clock::now() + kept;
    waiting = std::exchange(known.waiting, {});
  }
  for (auto& done : waiting) done(found);
}

}  // namespace carnet::outbound
