#include "projections/apply.hpp"

#include <fmt/format.h>

#include <variant>

#include "projections/export/apply.hpp"
#include "projections/identity/apply.hpp"
#include "projections/sink/queries.hpp"
#include "projections/tenancy/apply.hpp"
#include "projections/tenancy/rows.hpp"
#include "projections/webhook/apply.hpp"

namespace carnet::projections {
namespace {

namespace keys = storage::keys;

constexpr duration_s remembered_for_s = 25 * seconds_per_hour;
// Forgetting in steps larger than one keeps up with any rate: each record adds at most one command.
constexpr int forgotten_per_record_max = 4;

void remember_command(step& s) {
  const record& rec = s.rec;
  if (rec.command_id.empty()) return;
  remembered_command row;
  row.sequence = s.at.sequence;
  row.recorded_at = rec.recorded_at;
  if (rec.reply) {
    row.status = rec.reply->status;
    row.reply_key = rec.reply->reply_key;
    row.sealed_body = rec.reply->sealed_body;
    row.request_hash = rec.reply->request_hash;
  }
  s.save(keys::remembered(rec.command_id), row);
  s.rows.put(keys::remembered_by_age().number(rec.recorded_at).text(rec.command_id), {});
}

// Bounded work per record, and none while nothing is old enough.
void forget_old_commands(step& s, partition_facts& facts) {
  const unix_us keep_from = after(s.now(), -remembered_for_s);
  if (facts.remembered_since == 0) facts.remembered_since = s.now();
  if (facts.remembered_since >= keep_from) return;
  std::vector<std::string> old;
  facts.remembered_since = s.now();
  const auto by_age = keys::remembered_by_age();
  s.rows.scan(by_age, by_age.end_of_prefix(), [&](auto key, auto) {
    const auto age = storage::row_key_reader(key.substr(2)).number<unix_us>();
    if (age >= keep_from || old.size() == forgotten_per_record_max) {
      facts.remembered_since = age;
      return false;
    }
    old.emplace_back(key);
    return true;
  });
  for (const std::string& key : old) {
    s.rows.erase(key);
    s.rows.erase(keys::remembered(std::string_view(key).substr(2 + sizeof(unix_us))));
  }
}

result<void> check_version(const record& rec) {
  for (const event& e : rec.events) {
    const auto* raised = std::get_if<apply_version_raised>(&e);
    if (raised != nullptr && raised->version > apply_version) {
      return fail(failure_code::unsupported,
                  fmt::format("the log asks for behaviour version {}, this program knows up to {}",
                              raised->version, apply_version));
    }
  }
  return {};
}

}  // namespace

result<void> application::events() {
  if (auto known = check_version(rec_); !known) return known;
  step s(rec_, at_, rows_, out_);
  for (const event& e : rec_.events) {
    std::visit([&s](const auto& fact) { apply(s, fact); }, e);
    ++s.place;
  }
  s.finish();
  return {};
}

void application::remember() {
  step s(rec_, at_, rows_, out_);
  remember_command(s);
  auto facts = s.load<partition_facts>(keys::partition_facts()).value_or(partition_facts{});
  forget_old_commands(s, facts);
  facts.last_recorded_at = rec_.recorded_at;
  s.save(keys::partition_facts(), facts);
}

}  // namespace carnet::projections
