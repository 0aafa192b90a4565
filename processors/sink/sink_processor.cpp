#include "processors/sink/sink_processor.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "processors/sink/sink_desk.hpp"
#include "processors/sink/sink_line.hpp"
#include "producers/publication/sink_request.hpp"
#include "projections/sink/queries.hpp"
#include "storage/crypto/random_bytes.hpp"

namespace carnet::processors {
namespace {

using producers::ocsf_item;
using producers::ocsf_source;
using producers::opened_sink;
using schemas::ocsf_stream;

constexpr std::size_t batch_bytes_max = 1024 * 1024;
// The access stream lies on another partition, whose growth is not told here.
constexpr unix_us look_every_us = us_per_second;

class sink_processor final : public processor {
 public:
  sink_processor(sink_processor_options options, std::function<void()> wake)
      : o_(std::move(options)), desk_(std::make_shared<sink_desk>(std::move(wake))) {}

  ~sink_processor() override { desk_->close(); }

  std::optional<unix_us> run_once(const storage::row_reader& rows, unix_us now,
                                  const submit& send) override {
    now_ = now;
    take_news();
    if (o_.signals->changed.exchange(false)) read_sinks(rows);
    std::optional<unix_us> at;
    for (auto& [id, one] : sinks_) {
      step(rows, one);
      if (auto wish = one.line.report(now)) record(one, std::move(*wish), send);
      const auto due =
          std::min(one.line.wake_at().value_or(now + look_every_us), now + look_every_us);
      at = at ? std::min(*at, due) : due;
    }
    return at;
  }

 private:
  struct known_sink {
    sink_line line;
    unix_us updated_at = 0;
    project_id project;
    std::optional<opened_sink> opened;
    bool asking = false;  // what the answer under way is about
  };

  void take_news() {
    for (auto& news : desk_->take()) {
      const auto found = sinks_.find(news.id);
      if (found == sinks_.end()) continue;
      if (const auto* recorded = std::get_if<sink_recorded>(&news.what)) {
        found->second.line.reported(recorded->committed, now_);
      } else {
        take_answer(found->second, std::get<sink_answered>(news.what).answer);
      }
    }
  }

  void take_answer(known_sink& of, const outbound::outbound_answer& answer) {
    if (of.asking) return of.line.asked(producers::read_sink_ack(answer, of.line.ack_id()), now_);
    const auto verdict =
        of.opened ? producers::read_sink_answer(*of.opened, answer) : producers::sink_verdict{};
    if (verdict.taken) return of.line.taken(verdict.ack_id, now_);
    o_.counters.failures.fetch_add(1);
    std::string excerpt;
    if (of.opened && !answer.excerpt.empty()) {
      excerpt = producers::sealed_content::seal(of.opened->key, of.opened->id.text,
                                                producers::field::excerpt, answer.excerpt);
    }
    of.line.refused(answer.status, answer.error, answer.retry_after_s, std::move(excerpt), now_);
  }

  void read_sinks(const storage::row_reader& rows) {
    std::map<sink_id, known_sink> there;
    for (auto& row : projections::all_sinks(rows)) {
      auto known = sinks_.extract(row.id);
      if (known.empty()) {
        there.emplace(row.id, known_sink{sink_line(row), 0, row.project, std::nullopt});
      } else {
        there.insert(std::move(known));
      }
      auto& one = there.at(row.id);
      if (one.updated_at == row.updated_at) continue;
      one.updated_at = row.updated_at;
      one.line.set(row);
      one.opened = producers::open_sink(o_.content, o_.partition, row, o_.allow_private);
    }
    sinks_ = std::move(there);
    o_.signals->any.store(!sinks_.empty());
  }

  ocsf_source source(const storage::row_reader& rows, const known_sink& of,
                     ocsf_stream stream) const {
    const bool events = stream == ocsf_stream::events;
    return {events ? rows : o_.control,
            o_.content,
            events ? o_.partition : partition_id{0},
            of.project,
            o_.organization_of(of.project),
            stream};
  }

  void step(const storage::row_reader& rows, known_sink& of) {
    of.line.see({producers::ocsf_end(source(rows, of, ocsf_stream::events)),
                 producers::ocsf_end(source(rows, of, ocsf_stream::access))},
                now_);
    const auto next = of.line.next(now_);
    if (next == sink_step::none) return;
    if (!of.opened) return of.line.refused(0, delivery_error::unavailable, 0, {}, now_);
    of.asking = next == sink_step::ask;
    if (of.asking) {
      of.line.asking();
      return send(of, producers::sink_ack_request(*of.opened, of.line.ack_id()));
    }
    post(rows, of);
  }

  void post(const storage::row_reader& rows, known_sink& of) {
    producers::sink_batch batch(of.opened->settings.kind);
    const auto version = static_cast<schemas::ocsf_version>(of.opened->settings.ocsf_version);
    const auto most = of.opened->settings.batch_events;
    sink_cursor to = of.line.cursor();
    const auto add = [&](std::uint64_t& cursor, ocsf_stream stream) {
      if (batch.events() >= most) return;
      producers::walk_ocsf(source(rows, of, stream), version, cursor, [&](const ocsf_item& item) {
        batch.add(item);
        cursor = item.sequence;
        return batch.events() < most && batch.bytes() < batch_bytes_max;
      });
    };
    add(to.access, ocsf_stream::access);
    add(to.events, ocsf_stream::events);
    if (batch.events() == 0) return of.line.refused(0, delivery_error::unavailable, 0, {}, now_);
    of.line.posting(to, batch.events());
    send(of, producers::sink_request(*of.opened, batch.take_body()));
  }

  void send(const known_sink& of, outbound::outbound_request request) {
    o_.send(std::move(request),
            [desk = desk_, id = of.opened->id](outbound::outbound_answer answer) {
              desk->put({id, sink_answered{std::move(answer)}});
            });
  }

  void record(known_sink& of, sink_progressed facts, const submit& send) {
    o_.counters.delivered.fetch_add(facts.delivered);
    producers::submission s;
    s.seed = crypto::random_string(16);
    s.project = of.project;
    s.done = [desk = desk_, id = facts.id](const producers::completion& answer) {
      // A rejection says that the sink is gone: there is nothing left to record.
      desk->put({id, sink_recorded{!std::holds_alternative<producers::refusal>(answer)}});
    };
    s.wish = record_sink_progress{std::move(facts)};
    s.way = producers::lane::background;
    send(std::move(s));
  }

  sink_processor_options o_;
  std::shared_ptr<sink_desk> desk_;
  std::map<sink_id, known_sink> sinks_;
  unix_us now_ = 0;
};

}  // namespace

std::unique_ptr<processor> make_sink_processor(sink_processor_options options,
                                               std::function<void()> wake) {
  return std::make_unique<sink_processor>(std::move(options), std::move(wake));
}

}  // namespace carnet::processors
