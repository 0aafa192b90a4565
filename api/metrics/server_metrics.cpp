#include "api/metrics/server_metrics.hpp"

#include <prometheus/metric_family.h>

#include <limits>
#include <string>

namespace carnet {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

MetricFamily family(const char* name, const char* help, MetricType type) {
  MetricFamily out;
  out.name = name;
  out.help = help;
  out.type = type;
  return out;
}

void add(MetricFamily& to, double value, const char* label = nullptr,
         const std::string& text = {}) {
  ClientMetric metric;
  if (label != nullptr) metric.label.push_back({label, text});
  to.type == MetricType::Counter ? metric.counter.value = value : metric.gauge.value = value;
  to.metric.push_back(std::move(metric));
}

template <class Read>
MetricFamily per_partition(const producers::installation& core, const char* name, const char* help,
                           MetricType type, const Read& read) {
  auto out = family(name, help, type);
  for (partition_id id = 0; id <= core.event_partitions(); ++id) {
    add(out, static_cast<double>(read(core.writer(id))), "partition", std::to_string(id));
  }
  return out;
}

template <class Read>
MetricFamily times_per_partition(const producers::installation& core, const char* name,
                                 const char* help, const Read& read) {
  auto out = family(name, help, MetricType::Histogram);
  for (partition_id id = 0; id <= core.event_partitions(); ++id) {
    const producers::time_histogram& times = read(core.writer(id));
    ClientMetric metric;
    metric.label.push_back({"partition", std::to_string(id)});
    std::uint64_t total = 0;
    const auto buckets = times.buckets();
    for (std::size_t n = 0; n < buckets.size(); ++n) {
      total += buckets[n];
      const double bound =
          n < times.bounds_s.size() ? times.bounds_s[n] : std::numeric_limits<double>::infinity();
      metric.histogram.bucket.push_back({total, bound});
    }
    metric.histogram.sample_count = total;
    metric.histogram.sample_sum = times.sum_s();
    out.metric.push_back(std::move(metric));
  }
  return out;
}

template <class Read>
void add_seats(std::vector<MetricFamily>& to, const producers::installation& core, const char* name,
               const char* help, const Read& read) {
  auto out = family(name, help, MetricType::Gauge);
  for (partition_id id = 0; id <= core.event_partitions(); ++id) {
    const auto seat = core.seat(id);
    if (!seat) return;  // an embedded log is nobody else's
    add(out, static_cast<double>(read(*seat)), "partition", std::to_string(id));
  }
  to.push_back(std::move(out));
}

void add_seats(std::vector<MetricFamily>& to, const producers::installation& core) {
  using producers::seat_facts;
  add_seats(to, core, "carnet_partition_owned", "1 where this node answers for the partition.",
            [](const seat_facts& seat) { return seat.here ? 1 : 0; });
  add_seats(to, core, "carnet_partition_granted", "1 where the group gave it to this node.",
            [](const seat_facts& seat) { return seat.wanted ? 1 : 0; });
  add_seats(to, core, "carnet_partition_lease_seconds", "How long this node may still answer.",
            [](const seat_facts& seat) { return seat.lease_left_s; });
  add_seats(to, core, "carnet_partition_lag_messages",
            "Messages of a followed partition that are not applied yet.",
            [](const seat_facts& seat) { return seat.lag; });
  add_seats(to, core, "carnet_partition_fenced_timestamp_seconds",
            "When this node last took the partition's fence; 0: never.",
            [](const seat_facts& seat) { return static_cast<double>(seat.fenced_at) / 1e6; });
}

MetricFamily single(const char* name, const char* help, MetricType type, double value) {
  auto out = family(name, help, type);
  add(out, value);
  return out;
}

MetricFamily messages(const smtp_counters& smtp) {
  auto out =
      family("carnet_smtp_messages_total", "Messages by what became of them.", MetricType::Counter);
  add(out, static_cast<double>(smtp.messages_stored), "outcome", "stored");
  add(out, static_cast<double>(smtp.messages_deferred), "outcome", "deferred");
  add(out, static_cast<double>(smtp.messages_refused), "outcome", "refused");
  return out;
}

MetricFamily recipients(const smtp_counters& smtp) {
  auto out =
      family("carnet_smtp_recipients_total", "RCPT commands by answer.", MetricType::Counter);
  add(out, static_cast<double>(smtp.recipients_accepted), "outcome", "accepted");
  add(out, static_cast<double>(smtp.recipients_deferred), "outcome", "deferred");
  add(out, static_cast<double>(smtp.recipients_refused), "outcome", "refused");
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
  out.push_back(single("carnet_smtp_connections", "Open SMTP connections.", MetricType::Gauge,
                       static_cast<double>(smtp.connections_open)));
  out.push_back(single("carnet_waiting_reads", "Reads that wait for mail.", MetricType::Gauge,
                       static_cast<double>(waits_.size())));
  out.push_back(single("carnet_waiting_positions", "Reads that wait for their position.",
                       MetricType::Gauge, static_cast<double>(positions_.count())));
  out.push_back(single("carnet_streams_open", "Open realtime streams.", MetricType::Gauge,
                       static_cast<double>(streams_.size())));
  return out;
}

}  // namespace carnet
