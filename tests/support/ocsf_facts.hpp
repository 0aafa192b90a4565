// One fact of every kind of event as the OCSF renderer is given it, with content that is not easy.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "producers/ocsf/fact.hpp"
#include "schemas/ocsf/mapping.hpp"

namespace carnet::test {

// What may be missing from a fact.
struct fact_shape {
  bool actor = true;
  bool mail_texts = true;  // false: shredded
  std::string_view sender = "noreply@shop.example";
};

// The fact of the events at this place of the event variant. The views are of static storage, or of
// `shape`.
struct ocsf_sample {
  ocsf_sample(std::size_t event, const fact_shape& shape);
  ocsf_sample(const ocsf_sample&) = delete;
  ocsf_sample& operator=(const ocsf_sample&) = delete;

  producers::ocsf_fact fact;

 private:
  producers::ocsf_mail mail_;
};

}  // namespace carnet::test
