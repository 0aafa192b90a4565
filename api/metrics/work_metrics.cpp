#include "api/metrics/work_metrics.hpp"

#include <prometheus/metric_family.h>

#include <string>

#include "storage/kv/keys.hpp"

namespace carnet {
namespace {

namespace keys = storage::keys;

constexpr std::size_t counted_max = 10'000;  // a scrape is to stay short, whatever has piled up

std::size_t extractions_pending(const storage::row_reader& rows) {
  const auto prefix = keys::extractions_due();
  std::size_t count = 0;
  rows.scan(prefix, prefix.end_of_prefix(),
            [&](auto /*key*/, auto /*value*/) { return ++count < counted_max; });
  return count;
}

double expiry_overdue_s(const storage::row_reader& rows, unix_us now) {
  const auto prefix = keys::deadlines();
  unix_us oldest = now;
  rows.scan(prefix, prefix.end_of_prefix(), [&](auto key, auto /*value*/) {
    oldest = storage::row_key_reader(key.substr(prefix.view().size())).template number<unix_us>();
    return false;
  });
  return oldest < now ? static_cast<double>(now - oldest) / static_cast<double>(us_per_second) : 0;
}

template <class Read>
prometheus::MetricFamily per_partition(const producers::installation& core, const char* name,
                                       const char* help, const Read& read) {
  prometheus::MetricFamily out{name, help, prometheus::MetricType::Gauge, {}};
  for (partition_id id = 1; id <= core.event_partitions(); ++id) {
    prometheus::ClientMetric metric;
    metric.label.push_back({"partition", std::to_string(id)});
    metric.gauge.value = read(core.state(id));
    out.metric.push_back(std::move(metric));
  }
  return out;
}

}  // namespace

std::vector<prometheus::MetricFamily> work_metrics::Collect() const {
  return {per_partition(core_, "carnet_extraction_pending",
                        "Mails that wait for their extraction; counted up to 10000.",
                        [](const storage::row_reader& rows) {
                          return static_cast<double>(extractions_pending(rows));
                        }),
          per_partition(core_, "carnet_expiry_overdue_seconds",
                        "Since when the oldest deadline that is not yet recorded has passed.",
                        [&](const storage::row_reader& rows) {
                          return expiry_overdue_s(rows, core_.now());
                        })};
}

}  // namespace carnet
