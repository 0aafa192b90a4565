#include "tests/support/ocsf_facts.hpp"

namespace carnet::test {
namespace {

constexpr std::array<std::string_view, 2> scopes{"identities:read", "exports:write"};
constexpr std::array extras{producers::ocsf_extra{"records", std::uint64_t{42}},
                            producers::ocsf_extra{"extraction_confidence", 0.93},
                            producers::ocsf_extra{"note", std::string_view("a \"quoted\" ü")}};

}  // namespace

ocsf_sample::ocsf_sample(std::size_t event, const fact_shape& shape) {
  const auto& how = schemas::ocsf_mapping_of(event);
  fact.event = event;
  fact.at = 1'790'000'000'123'456;
  fact.uid = "evt_abcdefghijklmno";
  fact.sequence = 7;
  fact.at_log = {3, 1234};
  if (how.stream != schemas::ocsf_stream::installation) {
    fact.project = "proj_abcdefghijkl";
    fact.organization = "org_abcdefghijkl";
  }
  if (shape.actor) fact.actor = "key_abcdefghijkl";
  fact.subject = "ident_abcdefghijkl";
  fact.name = shape.mail_texts ? "shop-abcdefghijkl@mail.example" : "";
  fact.reason = "request";
  fact.extras = extras;
  if (how.class_uid == 3003 || how.class_uid == 3005) fact.privileges = scopes;
  if (how.class_uid == 6005) fact.name = "emails";
  if (how.class_uid != 4009) return;
  mail_ = {"evt_abcdefghijklmno", {}, fact.name, {}, {}, 1234};
  if (shape.mail_texts) {
    mail_.from = shape.sender;
    mail_.subject = "Your code is ***";
    mail_.message_id = "<1@shop.example>";
  }
  fact.mail = &mail_;
}

}  // namespace carnet::test
