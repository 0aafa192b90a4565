#include "projections/export/apply.hpp"

#include "projections/export/rows.hpp"

namespace carnet::projections {
namespace {

namespace keys = storage::keys;

// Each new export lets some that nobody can download any more go; a project's rows come to what an
// hour of exports left.
constexpr std::size_t forgotten_per_export_max = 4;

void forget_old(step& s) {
  std::vector<std::string> old;
  const auto prefix = keys::exports_of(s.rec.project);
  const auto end = keys::exports_of(s.rec.project).number(after(s.now(), -export_lifetime_s));
  s.rows.scan(prefix, end, [&old](auto key, auto) {
    old.emplace_back(key);
    return old.size() < forgotten_per_export_max;
  });
  for (const auto& key : old) s.rows.erase(key);
}

}  // namespace

void apply(step& s, const export_created& e) {
  forget_old(s);
  s.save(keys::export_of(s.rec.project, s.now(), e.id), export_row{e, s.now()});
  s.note({.subject = to_wire(e.id), .numbers = {static_cast<std::uint64_t>(e.format), e.records}});
}

}  // namespace carnet::projections
