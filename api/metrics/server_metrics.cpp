#include "api/metrics/server_metrics.hpp"

#include <string>

#include "api/metrics/families.hpp"

namespace carnet {
namespace {

using prometheus::MetricFamily;
using prometheus::MetricType;

template <class Read>
MetricFamily per_partition(const producers::installation& core, const char* name, const char* help,
                           MetricType type, const Read& read) {
  auto out = metric_family(name, help, type);
  for (partition_id id = 0; id <= core.event_partitions(); ++id) {
    add_metric(out, static_cast<double>(read(core.writer(id))), {"partition", std::to_string(id)});
  }
  return out;
}

template <class Read>
MetricFamily times_per_partition(const producers::installation& core, const char* name,
                                 const char* help, const Read& read) {
  auto out = metric_family(name, help, MetricType::Histogram);
  for (partition_id id = 0; id <= core.event_partitions(); ++id) {
    const producers::time_histogram& times = read(core.writer(id));
    const auto buckets = times.buckets();
    add_histogram(out, times.bounds_s, buckets, times.sum_s(), {"partition", std::to_string(id)});
  }
  return out;
}

template <class Read>
void add_seats(std::vector<MetricFamily>& to, const producers::installation& core, const char* name,
               const char* help, const Read& read) {
  auto out = metric_family(name, help, MetricType::Gauge);
  for (partition_id id = 0; id <= core.event_partitions(); ++id) {
    const auto seat = core.seat(id);
    if (!seat) return;  // an embedded log is nobody else's
    add_metric(out, static_cast<double>(read(*seat)), {"partition", std::to_string(id)});
  }
  to.push_back(std::move(out));
}

void add_seats(std::vector<MetricFamily>& to, const producers::installation& core) {
  using producers::seat_facts;
  add_seats(to, core, "carnet_partition_owned", "1 where this node answers for the partition.",
            [](const seat_facts& seat) { return seat.here ? 1 : 0; });
  add_seats(to, core, "carnet_partition_granted", "1 where the group gave it to this node.",
            [](const seat_facts& seat) { return seat.granted ? 1 : 0; });
  add_seats(to, core, "carnet_partition_lease_seconds", "How long this node may still answer.",
            [](const seat_facts& seat) { return seat.lease_left_s; });
  add_seats(to, core, "carnet_partition_lag_messages",
            "Messages of a followed partition that are not applied yet.",
            [](const seat_facts& seat) { return seat.lag; });
  add_seats(to, core, "carnet_partition_fenced_timestamp_seconds",
            "When this node last took the partition's fence; 0: never.",
            [](const seat_facts& seat) { return static_cast<double>(seat.fenced_at) / 1e6; });
}

MetricFamily messages(const smtp_counters& smtp) {
  auto out = metric_family("carnet_smtp_messages_total", "Messages by what became of them.",
                           MetricType::Counter);
  add_metric(out, static_cast<double>(smtp.messages_stored), {"outcome", "stored"});
  add_metric(out, static_cast<double>(smtp.messages_deferred), {"outcome", "deferred"});
  add_metric(out, static_cast<double>(smtp.messages_refused), {"outcome", "refused"});
  return out;
}

MetricFamily recipients(const smtp_counters& smtp) {
  auto out = metric_family("carnet_smtp_recipients_total", "RCPT commands by answer.",
                           MetricType::Counter);
  add_metric(out, static_cast<double>(smtp.recipients_accepted), {"outcome", "accepted"});
  add_metric(out, static_cast<double>(smtp.recipients_deferred), {"outcome", "deferred"});
  add_metric(out, static_cast<double>(smtp.recipients_refused), {"outcome", "refused"});
  return out;
}

}  // namespace

std::vector<MetricFamily> server_metrics::Collect() const {
  using producers::partition_writer;
  const auto& smtp = smtp_.counters();
  std::vector<MetricFamily> out;
  out.push_back(per_partition(core_, "carnet_partition_sequence", "Records on the partition.",
                              MetricType::Gauge,
                              [](const partition_writer& w) { return w.last(); }));
  out.push_back(per_partition(core_, "carnet_writer_queue", "Commands that wait for the writer.",
                              MetricType::Gauge,
                              [](const partition_writer& w) { return w.queued(); }));
  out.push_back(per_partition(
      core_, "carnet_writer_commands_total", "Commands taken by the writer.", MetricType::Counter,
      [](const partition_writer& w) { return w.counters().commands.load(); }));
  out.push_back(per_partition(
      core_, "carnet_writer_batches_total", "Batches appended by the writer.", MetricType::Counter,
      [](const partition_writer& w) { return w.counters().batches.load(); }));
  out.push_back(per_partition(
      core_, "carnet_writer_refused_total", "Commands refused for a full queue.",
      MetricType::Counter, [](const partition_writer& w) { return w.counters().refused.load(); }));
  out.push_back(times_per_partition(
      core_, "carnet_writer_batch_seconds", "From a batch's first command to its answers.",
      [](const partition_writer& w) -> const auto& { return w.counters().batch_times; }));
  out.push_back(times_per_partition(
      core_, "carnet_writer_command_seconds", "How long a command held the writer.",
      [](const partition_writer& w) -> const auto& { return w.command_times(); }));
  add_seats(out, core_);
  out.push_back(messages(smtp));
  out.push_back(recipients(smtp));
  out.push_back(single_metric("carnet_smtp_connections", "Open SMTP connections.",
                              MetricType::Gauge, static_cast<double>(smtp.connections_open)));
  out.push_back(single_metric("carnet_waiting_reads", "Reads that wait for mail.",
                              MetricType::Gauge, static_cast<double>(waits_.size())));
  out.push_back(single_metric("carnet_waiting_positions", "Reads that wait for their position.",
                              MetricType::Gauge, static_cast<double>(positions_.count())));
  out.push_back(single_metric("carnet_streams_open", "Open realtime streams.", MetricType::Gauge,
                              static_cast<double>(streams_.size())));
  return out;
}

}  // namespace carnet
