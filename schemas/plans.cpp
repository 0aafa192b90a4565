#include "schemas/plans.hpp"

#include <boost/json.hpp>

#include <vector>

namespace carnet::schemas {

extern const std::string_view plans_json;  // generated from plans.json

namespace {

std::uint32_t amount(const boost::json::object& row, std::string_view member) {
  const std::int64_t value = row.at(member).as_int64();
  return value < 0 ? unlimited : static_cast<std::uint32_t>(value);
}

std::shared_ptr<const plan> read_plan(const boost::json::object& row) {
  plan p;
  p.name = std::string(row.at("name").as_string());
  p.requests_per_minute = amount(row, "requestsPerMinute");
  p.burst = amount(row, "burst");
  p.live_identities = amount(row, "liveIdentities");
  p.ttl_hours = amount(row, "ttlHours");
  p.bulk_create = amount(row, "bulkCreate");
  p.bulk_squash = amount(row, "bulkSquash");
  p.webhook_endpoints = amount(row, "webhookEndpoints");
  p.custom_domains = amount(row, "customDomains");
  p.export_records = amount(row, "exportRecords");
  p.reliability_runs_per_day = amount(row, "reliabilityRunsPerDay");
  p.realtime = row.at("realtime").as_bool();
  return std::make_shared<const plan>(std::move(p));
}

std::vector<std::shared_ptr<const plan>> read_plans() {
  std::vector<std::shared_ptr<const plan>> all;
  // Named, since before C++23's change a range-for drops the temporary it walks over; gcc 12 does.
  const boost::json::value file = boost::json::parse(plans_json);
  for (const auto& row : file.at("plans").as_array()) {
    all.push_back(read_plan(row.as_object()));
  }
  return all;
}

}  // namespace

std::span<const std::shared_ptr<const plan>> plans() {
  static const auto all = read_plans();
  return all;
}

std::shared_ptr<const plan> find_plan(std::string_view name) {
  for (const auto& p : plans()) {
    if (p->name == name) return p;
  }
  return nullptr;
}

}  // namespace carnet::schemas
