#include "projections/apply.hpp"

#include <fmt/format.h>

#include <variant>

#include "projections/identity/apply.hpp"
#include "projections/tenancy/apply.hpp"
#include "projections/tenancy/rows.hpp"

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

void forget_old_commands(step& s) {
  const auto from = keys::remembered_by_age();
  const auto to = keys::remembered_by_age().number(after(s.now(), -remembered_for_s));
  std::vector<std::string> old;
  s.rows.scan(from, to, [&old](auto key, auto) {
    old.emplace_back(key);
    return old.size() < forgotten_per_record_max;
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

result<void> apply(const record& rec, position at, storage::row_writer& rows, notices& out) {
  if (auto known = check_version(rec); !known) return known;
  step s(rec, at, rows, out);
  for (const event& e : rec.events) {
    std::visit([&s](const auto& fact) { apply(s, fact); }, e);
    ++s.place;
  }
  s.finish();
  remember_command(s);
  forget_old_commands(s);
  auto facts = s.load<partition_facts>(keys::partition_facts()).value_or(partition_facts{});
  facts.last_recorded_at = rec.recorded_at;
  s.save(keys::partition_facts(), facts);
  return {};
}

}  // namespace carnet::projections
