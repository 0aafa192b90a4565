// OCSF events of every kind: their columns, what a pinned version loses, and stand-ins for
// addresses.
#include <boost/json.hpp>
#include <gmock/gmock.h>

#include <algorithm>

#include "domain/record.hpp"
#include "producers/ocsf/columns.hpp"
#include "producers/ocsf/render.hpp"
#include "tests/support/ocsf_facts.hpp"

namespace carnet::test {
namespace {

using namespace producers;
using schemas::ocsf_mappings;
using schemas::ocsf_version;
using testing::Contains;
using testing::Not;

boost::json::object rendered(std::size_t event, ocsf_version version, const fact_shape& shape) {
  const ocsf_sample sample(event, shape);
  return boost::json::parse(render_ocsf(version, sample.fact)).as_object();
}

std::size_t event_named(std::string_view code) {
  const auto all = ocsf_mappings();
  const auto found = std::ranges::find(all, code, &schemas::ocsf_mapping::code);
  return static_cast<std::size_t>(found - all.begin());
}

bool fits(const boost::json::value& value, ocsf_column_type type) {
  switch (type) {
    case ocsf_column_type::number:
      return value.is_int64();
    case ocsf_column_type::text:
      return value.is_string();
    case ocsf_column_type::texts:
      return value.is_array() &&
             std::ranges::all_of(value.as_array(), [](const auto& one) { return one.is_string(); });
    case ocsf_column_type::json:
      return value.is_object() || value.is_array();
  }
  return false;
}

const boost::json::value* at_path(const boost::json::object& event, std::string_view path) {
  const boost::json::object* within = &event;
  while (true) {
    const auto dot = path.find('.');
    const auto* found = within->if_contains(path.substr(0, dot));
    if (found == nullptr || dot == std::string_view::npos) return found;
    within = &found->as_object();
    path.remove_prefix(dot + 1);
  }
}

// The paths of the event's leaves; what is under a column of JSON counts as that column.
void leaves(const boost::json::object& event, const std::string& above,
            const ocsf_class_columns& of, std::vector<std::string>& into) {
  for (const auto& [name, value] : event) {
    const std::string path = above + std::string(name);
    const auto column = std::ranges::find(of.columns, path, &ocsf_column::path);
    const bool whole = column != of.columns.end() && column->type == ocsf_column_type::json;
    if (value.is_object() && !whole) {
      leaves(value.as_object(), path + ".", of, into);
    } else {
      into.push_back(path);
    }
  }
}

const ocsf_class_columns& columns_of(std::uint32_t class_uid) {
  return *std::ranges::find(ocsf_classes(), class_uid, &ocsf_class_columns::class_uid);
}

void fits_its_columns(const boost::json::object& event) {
  const auto& of = columns_of(static_cast<std::uint32_t>(event.at("class_uid").as_int64()));
  for (const auto& column : of.columns) {
    const auto* value = at_path(event, column.path);
    if (value == nullptr) {
      EXPECT_FALSE(column.required) << column.path;
    } else {
      EXPECT_TRUE(fits(*value, column.type)) << column.path;
    }
  }
  std::vector<std::string> found;
  leaves(event, "", of, found);
  for (const auto& path : found) {
    EXPECT_TRUE(std::ranges::find(of.columns, path, &ocsf_column::path) != of.columns.end())
        << path;
  }
}

TEST(ocsf, every_event_fits_the_columns_of_its_class) {
  for (std::size_t event = 0; event < ocsf_mappings().size(); ++event) {
    for (const auto version : schemas::ocsf_versions) {
      for (const bool whole : {true, false}) {
        SCOPED_TRACE(std::string(ocsf_mappings()[event].code) + " " +
                     std::string(to_name(version)));
        fits_its_columns(rendered(event, version, {.actor = whole, .mail_texts = whole}));
      }
    }
  }
}

TEST(ocsf, codes_are_unlike_and_say_what_they_are_of) {
  std::vector<std::string_view> codes;
  for (const auto& how : ocsf_mappings()) {
    EXPECT_THAT(codes, Not(Contains(how.code)));
    codes.push_back(how.code);
  }
  EXPECT_EQ(ocsf_mappings().size(), std::variant_size_v<event>);
}

TEST(ocsf, what_a_version_can_not_say_is_recorded) {
  const auto squashed = event_named("identity.squashed");
  const auto newest = rendered(squashed, ocsf_version::v1_8_0, {});
  EXPECT_EQ(newest.at("activity_id"), 11);
  EXPECT_EQ(at_path(newest, "unmapped.downgraded_from"), nullptr);
  EXPECT_EQ(*at_path(newest, "actor.user.uid"), "key_abcdefghijkl");

  const auto oldest = rendered(squashed, ocsf_version::v1_1_0, {});
  EXPECT_EQ(oldest.at("activity_id"), 4);
  EXPECT_EQ(oldest.at("type_uid"), 300404);
  EXPECT_EQ(*at_path(oldest, "unmapped.downgraded_from"), "1.8.0");
  EXPECT_EQ(*at_path(oldest, "unmapped.actor_uid"), "key_abcdefghijkl");
  const boost::json::array lost{"activity_id", "actor"};
  EXPECT_EQ(*at_path(oldest, "unmapped.downgraded"), boost::json::value(lost));
}

TEST(ocsf, an_address_that_the_schema_refuses_has_a_stand_in) {
  const auto received = event_named("email.received");
  for (const std::string_view sender :
       {"", "nobody", "@shop.example", "a@b", "o'brien@shop.example", "a b@shop.example",
        "a@[10.0.0.1]", "a@.example", "a@shop.", "ü@shop.example"}) {
    SCOPED_TRACE(sender);
    const auto old = rendered(received, ocsf_version::v1_3_0, {.sender = sender});
    EXPECT_EQ(*at_path(old, "email.from"), "unknown@carnet.invalid");
    const auto recent = rendered(received, ocsf_version::v1_5_0, {.sender = sender});
    EXPECT_EQ(at_path(recent, "email.from"), nullptr);
  }
  const auto shredded = rendered(received, ocsf_version::v1_8_0, {.mail_texts = false});
  EXPECT_EQ(at_path(shredded, "email.to")->as_array().at(0), "ident_abcdefghijkl@carnet.invalid");
  EXPECT_EQ(at_path(shredded, "email.subject"), nullptr);
}

TEST(ocsf, versions_have_names_and_no_others) {
  for (const auto version : schemas::ocsf_versions)
    EXPECT_EQ(schemas::ocsf_version_from(to_name(version)), version);
  for (const std::string_view name : {"", "1.0.0", "1.8", "1.8.0 ", "latest"})
    EXPECT_EQ(schemas::ocsf_version_from(name), std::nullopt);
}

}  // namespace
}  // namespace carnet::test
