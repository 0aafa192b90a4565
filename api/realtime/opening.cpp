#include "api/realtime/opening.hpp"

#include "api/cluster/node.hpp"
#include "api/exports/ocsf_streams.hpp"
#include "api/realtime/frames.hpp"

namespace carnet::realtime {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t streams_max = 100'000;  // of a plan without a limit
constexpr std::chrono::seconds catch_up_max{10};

http::problem too_many_streams() {
  return {.code = http::error_code::rate_limited,
          .message = "Too many streams of this project are open.",
          .retry_after_s = 1};
}

bool find_start(opening& stream) {
  const projections::access& caller = *stream.caller;
  const auto kind = stream.wish.stream;
  if (stream.start.empty()) {
    stream.wish.after = producers::ocsf_end(exports::source_of(stream.app, caller, kind));
    return true;
  }
  const auto place = place_from(stream.app, caller, kind, stream.start);
  stream.wish.after = place.value_or(0);
  return place.has_value();
}

void begin(opening stream, http::lease place) {
  http::response out{.content_type = "text/event-stream"};
  out.headers.emplace_back("Cache-Control", "no-cache");
  out.headers.emplace_back("X-Accel-Buffering", "no");  // proxies are to pass on every frame
  out.stream = std::make_unique<event_stream>(stream.app, std::move(stream.caller),
                                              std::move(stream.key_hash), std::move(place),
                                              std::move(stream.wish));
  stream.reply.send(std::move(out));
}

void open_here(opening stream) {
  if (!find_start(stream)) {
    return stream.reply.send(
        http::problem{http::error_code::invalid_cursor, {}, std::string(stream.start_param)});
  }
  const service& app = stream.app;
  const auto caller = stream.caller;
  const auto burst = caller->limits->burst;
  auto taker = [stream = std::move(stream)](std::optional<http::lease> place) mutable {
    if (!place) return stream.reply.send(too_many_streams());
    begin(std::move(stream), std::move(*place));
  };
  if (app.nodes == nullptr || burst == unlimited) {
    const auto limit = burst == unlimited ? streams_max : burst;
    return taker(app.stream_places.hold(caller->project.text, limit));
  }
  app.nodes->streams().take(caller->project.text, caller->partition, burst, std::move(taker));
}

}  // namespace

void open(opening stream) {
  const service& app = stream.app;
  const bool of_access = stream.wish.stream == schemas::ocsf_stream::access;
  const auto home = of_access ? control_partition : stream.caller->partition;
  if (app.nodes == nullptr || app.core.standing(home).here) return open_here(std::move(stream));
  app.core.when_current(home, steady_clock::now() + catch_up_max,
                        [stream = std::move(stream)](bool current) mutable {
                          if (current) return open_here(std::move(stream));
                          stream.reply.send(http::problem{http::error_code::unavailable});
                        });
}

}  // namespace carnet::realtime
