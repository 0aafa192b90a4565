// A receiver of webhooks that does nothing but answer: one thread, epoll. GET /status/503 makes it
// answer 503 with Retry-After: 3 from then on, GET /status/200 takes that back; GET /stats tells
// {"count","first_ns","last_ns"} since the last GET /reset; GET /arrivals lists identity and
// time of each; GET /sample gives the second request as it came.
//   webhook_sink [port]
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string reply(std::string_view status, std::string_view body, std::string_view more = "") {
  std::string out = "HTTP/1.1 ";
  out.append(status).append("\r\nContent-Length: ").append(std::to_string(body.size()));
  return out.append("\r\n").append(more).append("\r\n").append(body);
}

struct sink {
  bool open = true;
  std::uint64_t count = 0;
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::string sample;
  std::string arrivals;

  std::string answer(std::string_view request, std::string_view body) {
    if (request.starts_with("POST ")) return take(request, body);
    if (request.starts_with("GET /status/")) open = request.substr(12, 3) == "200";
    if (request.starts_with("GET /reset")) {
      count = 0;
      first = last = 0;
      arrivals.clear();
    }
    if (request.starts_with("GET /arrivals")) return reply("200 OK", arrivals);
    if (request.starts_with("GET /sample")) return reply("200 OK", sample);
    return reply("200 OK", "{\"count\":" + std::to_string(count) +
                               ",\"first_ns\":" + std::to_string(first) +
                               ",\"last_ns\":" + std::to_string(last) + "}");
  }

  std::string take(std::string_view request, std::string_view body) {
    static const std::string closed = reply("503 Closed", "", "Retry-After: 3\r\n");
    static const std::string fine = reply("200 OK", "");
    if (!open) return closed;
    last = now_ns();
    if (++count == 1) first = last;
    if (count == 2) sample.assign(request);
    if (const auto at = body.find("\"ident_"); at != body.npos) {
      arrivals.append(body.substr(at + 1, 18))
          .append(" ")
          .append(std::to_string(last))
          .append("\n");
    }
    return fine;
  }
};

std::size_t body_size(std::string_view head) {
  const auto at = head.find("Content-Length: ");
  return at == head.npos ? 0 : std::strtoul(head.data() + at + 16, nullptr, 10);
}

// Answers every whole request at the front of `input`.
std::string serve(sink& to, std::string& input) {
  std::string out;
  for (;;) {
    const auto end = input.find("\r\n\r\n");
    if (end == input.npos) return out;
    const std::size_t size = end + 4 + body_size(std::string_view(input).substr(0, end + 2));
    if (input.size() < size) return out;
    const std::string_view request = std::string_view(input).substr(0, size);
    out += to.answer(request, request.substr(end + 4));
    input.erase(0, size);
  }
}

int listen_on(int port) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  const int on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  at.sin_port = htons(static_cast<std::uint16_t>(port));
  socklen_t size = sizeof at;
  if (bind(listener, reinterpret_cast<sockaddr*>(&at), size) != 0 || listen(listener, 1024) != 0)
    return -1;
  getsockname(listener, reinterpret_cast<sockaddr*>(&at), &size);
  std::cout << "listening on " << ntohs(at.sin_port) << std::endl;
  return listener;
}

void add(int epoll, int descriptor) {
  epoll_event interest{EPOLLIN, {.fd = descriptor}};
  epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &interest);
}

}  // namespace

int main(int argc, char** argv) {
  const int listener = listen_on(argc > 1 ? std::atoi(argv[1]) : 0);
  if (listener < 0) return 1;
  const int epoll = epoll_create1(0);
  add(epoll, listener);
  sink to;
  std::unordered_map<int, std::string> inputs;
  std::vector<char> buffer(256 * 1024);
  std::array<epoll_event, 256> events;
  for (;;) {
    const int ready = epoll_wait(epoll, events.data(), events.size(), -1);
    for (int n = 0; n < ready; ++n) {
      const int from = events[static_cast<std::size_t>(n)].data.fd;
      if (from == listener) {
        const int peer = accept(listener, nullptr, nullptr);
        const int on = 1;
        setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        add(epoll, peer);
        continue;
      }
      const auto got = recv(from, buffer.data(), buffer.size(), 0);
      if (got <= 0) {
        inputs.erase(from);
        close(from);
        continue;
      }
      std::string& input = inputs[from];
      input.append(buffer.data(), static_cast<std::size_t>(got));
      const std::string out = serve(to, input);
      if (!out.empty()) send(from, out.data(), out.size(), MSG_NOSIGNAL);
    }
  }
}
