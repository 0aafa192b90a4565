// Prints an event of every kind in every version, as lines {"version", "event"}: what the
// validators are run on.
#include <fmt/format.h>

#include <array>

#include "producers/ocsf/render.hpp"
#include "tests/support/ocsf_facts.hpp"

int main() {
  using namespace carnet;
  const std::array<test::fact_shape, 4> shapes{test::fact_shape{}, test::fact_shape{.actor = false},
                                               test::fact_shape{.mail_texts = false},
                                               test::fact_shape{.sender = "o'brien@[10.0.0.1]"}};
  for (const auto version : schemas::ocsf_versions) {
    for (std::size_t event = 0; event < schemas::ocsf_mappings().size(); ++event) {
      for (const auto& shape : shapes) {
        const test::ocsf_sample sample(event, shape);
        fmt::print("{{\"version\":\"{}\",\"event\":{}}}\n", schemas::to_name(version),
                   producers::render_ocsf(version, sample.fact));
      }
    }
  }
}
