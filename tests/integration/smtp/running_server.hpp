// A server on a free loopback port with loops and threads of its own, a sink that keeps what it
// gets, and a client that talks line by line over a blocking socket.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <chrono>
#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "producers/smtp/smtp_server.hpp"
#include "producers/tls/tls_context.hpp"

namespace carnet::test {

namespace asio = boost::asio;

/// How the sink answers.
enum class answering { at_once, from_another_thread, never, dropped };

/// Keeps mail in memory. Addresses beginning with "no" are unknown.
class keeping_sink final : public mail_sink {
 public:
  ~keeping_sink() override {
    const std::scoped_lock lock(mutex_);
    for (auto& thread : threads_) thread.join();
  }

  void check_recipient(std::string address,
                       std::move_only_function<void(recipient_verdict)> done) override {
    const bool unknown = address.starts_with("no");
    answer(std::move(done),
           unknown ? recipient_verdict::unknown_mailbox : recipient_verdict::accepted);
  }

  void deliver(inbound_mail mail, std::move_only_function<void(delivery_outcome)> done) override {
    {
      const std::scoped_lock lock(mutex_);
      mails_.push_back(std::move(mail));
    }
    answer(std::move(done), delivery_outcome::stored);
  }

  std::vector<inbound_mail> mails() {
    const std::scoped_lock lock(mutex_);
    return mails_;
  }

  /// Answers everything that was kept back.
  void answer_late() {
    std::vector<std::move_only_function<void()>> owed;
    {
      const std::scoped_lock lock(mutex_);
      owed.swap(owed_);
    }
    for (auto& each : owed) each();
  }

  std::atomic<answering> how{answering::at_once};

 private:
  template <class Answer>
  void answer(std::move_only_function<void(Answer)> done, Answer value) {
    if (how == answering::at_once) return done(value);
    if (how == answering::dropped) return;
    const std::scoped_lock lock(mutex_);
    auto later = [done = std::move(done), value]() mutable { done(value); };
    if (how == answering::never) {
      owed_.emplace_back(std::move(later));
    } else {
      threads_.emplace_back([later = std::move(later)]() mutable {
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        later();
      });
    }
  }

  std::mutex mutex_;  // guards everything below
  std::vector<inbound_mail> mails_;
  std::vector<std::thread> threads_;
  std::vector<std::move_only_function<void()>> owed_;
};

class running_server {
 public:
  explicit running_server(smtp_config config, int threads = 2) {
    config.hostname = "mx.test";
    config.port = 0;
    std::vector<asio::io_context*> given;
    for (int i = 0; i < threads; ++i) {
      loops_.push_back(std::make_unique<asio::io_context>(1));
      given.push_back(loops_.back().get());
    }
    server_ = std::make_unique<smtp_server>(given, std::move(config), sink);
    if (const auto started = server_->start(); !started)
      throw std::runtime_error(started.error().what);
    for (auto& loop : loops_) {
      threads_.emplace_back([&loop] { loop->run(); });
    }
  }
  ~running_server() {
    stop();
    sink.how = answering::at_once;
    sink.answer_late();
    for (auto& thread : threads_) thread.join();
  }

  /// Starts the end; `drained` becomes ready when no session is left.
  std::future<void> stop() {
    auto promise = std::make_shared<std::promise<void>>();
    auto drained = promise->get_future();
    server_->stop([promise] { promise->set_value(); });
    return drained;
  }

  smtp_server& server() { return *server_; }
  keeping_sink sink;

 private:
  std::vector<std::unique_ptr<asio::io_context>> loops_;
  std::unique_ptr<smtp_server> server_;
  std::vector<std::thread> threads_;
};

class line_client {
 public:
  explicit line_client(std::uint16_t port) : socket_(context_) {
    socket_.connect({asio::ip::make_address("127.0.0.1"), port});
  }

  /// The next reply, all its lines; what was read before the end when the server closes.
  std::string reply() {
    std::string all;
    while (true) {
      boost::system::error_code error;
      const auto size = asio::read_until(socket_, asio::dynamic_buffer(input_), "\r\n", error);
      if (error) return all + input_;
      const auto line = input_.substr(0, size);
      input_.erase(0, size);
      all += line;
      if (line.size() < 4 || line[3] != '-') return all;
    }
  }

  void send(const std::string& bytes) { asio::write(socket_, asio::buffer(bytes)); }

  std::string say(const std::string& line) {
    send(line + "\r\n");
    return reply();
  }

  /// Everything up to DATA's 354.
  void begin_message() {
    reply();
    say("EHLO client.test");
    say("MAIL FROM:<a@b.test>");
    say("RCPT TO:<c@d.test>");
    say("DATA");
  }

  asio::ip::tcp::socket& socket() { return socket_; }

 private:
  asio::io_context context_;
  asio::ip::tcp::socket socket_;
  std::string input_;
};

}  // namespace carnet::test
