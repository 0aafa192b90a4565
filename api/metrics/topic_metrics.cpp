#include "api/metrics/topic_metrics.hpp"

#include <algorithm>

#include "api/metrics/families.hpp"

namespace carnet {

using prometheus::MetricFamily;

std::vector<MetricFamily> topic_metrics::Collect() const {
  using enum prometheus::MetricType;
  const unix_us oldest = counters_.oldest;
  const unix_us lag = oldest == 0 ? 0 : std::max<unix_us>(clock_() - oldest, 0);
  return {single_metric("carnet_ocsf_topic_events_total", "Events told on the OCSF topic.", Counter,
                        static_cast<double>(counters_.told)),
          single_metric("carnet_ocsf_topic_failures_total",
                        "Tries to tell events on the OCSF topic that told none.", Counter,
                        static_cast<double>(counters_.failures)),
          single_metric("carnet_ocsf_topic_projects_behind",
                        "Projects with events that the OCSF topic lacks, of partitions owned here.",
                        Gauge, static_cast<double>(counters_.projects_behind)),
          single_metric("carnet_ocsf_topic_lag_seconds",
                        "Age of the oldest event that the OCSF topic lacks.", Gauge,
                        static_cast<double>(lag) / us_per_second)};
}

}  // namespace carnet
