// A blocking HTTP client that sends exactly the bytes it is given and reads answers one by one, so
// that tests decide about pauses, pipelining and malformed messages themselves.
#pragma once

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

namespace carnet::testing {

struct raw_answer {
  int status = 0;                              // 0: the connection ended before an answer
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

class raw_http {
 public:
  /// Connects to 127.0.0.1; reads give up after `patience_s`.
  explicit raw_http(std::uint16_t port, int patience_s = 10)
      : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{.tv_sec = patience_s, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) hang_up();
  }
  ~raw_http() { hang_up(); }
  raw_http(const raw_http&) = delete;
  raw_http& operator=(const raw_http&) = delete;

  bool connected() const { return socket_ >= 0; }

  void hang_up() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }

  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  /// The next answer; `head` for answers to HEAD, which have a length and no body.
  raw_answer receive(bool head = false) {
    raw_answer answer;
    std::size_t end = 0;
    while ((end = in_.find("\r\n\r\n")) == std::string::npos) {
      if (!fill()) return answer;
    }
    parse_head(in_.substr(0, end + 2), answer);
    in_.erase(0, end + 4);
    const auto length = answer.headers.find("content-length");
    if (head || length == answer.headers.end()) return answer;
    const std::size_t wanted = std::strtoull(length->second.c_str(), nullptr, 10);
    while (in_.size() < wanted) {
      if (!fill()) return {};
    }
    answer.body = in_.substr(0, wanted);
    in_.erase(0, wanted);
    return answer;
  }

  raw_answer ask(std::string_view bytes) { return send(bytes) ? receive() : raw_answer(); }

  /// The text up to `end`, which is taken away too; what there is when the peer ends before.
  std::string read_until(std::string_view end) {
    std::size_t at = 0;
    while ((at = in_.find(end)) == std::string::npos) {
      if (!fill()) return in_;
    }
    std::string text = in_.substr(0, at);
    in_.erase(0, at + end.size());
    return text;
  }

  /// Exactly `count` bytes, fewer when the peer ends before.
  std::string read_bytes(std::size_t count) {
    while (in_.size() < count && fill()) {
    }
    std::string bytes = in_.substr(0, count);
    in_.erase(0, count);
    return bytes;
  }

  /// True when the peer ends the stream without sending more.
  bool ended() { return in_.empty() && !fill() && in_.empty() && !timed_out_; }

 private:
  bool fill() {
    char buffer[65536];
    const auto got = ::recv(socket_, buffer, sizeof buffer, 0);
    timed_out_ = got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    if (got <= 0) return false;
    in_.append(buffer, static_cast<std::size_t>(got));
    return true;
  }

  static void parse_head(std::string_view head, raw_answer& into) {
    into.status = std::atoi(std::string(head.substr(9, 3)).c_str());
    head.remove_prefix(head.find("\r\n") + 2);
    while (!head.empty()) {
      const std::string_view line = head.substr(0, head.find("\r\n"));
      head.remove_prefix(line.size() + 2);
      const std::size_t colon = line.find(": ");
      std::string name(line.substr(0, colon));
      for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      into.headers[name] = line.substr(colon + 2);
    }
  }

  int socket_;
  std::string in_;
  bool timed_out_ = false;
};

}  // namespace carnet::testing
