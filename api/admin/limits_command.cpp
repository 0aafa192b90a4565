// Limits of one project in place of its plan's.
#include "api/admin/commands.hpp"
#include "api/admin/control.hpp"
#include "api/admin/read_id.hpp"
#include "api/http/body_reader.hpp"
#include "domain/tenancy/limits.hpp"

namespace carnet::admin {
namespace {

constexpr std::int64_t no_limit = -1;  // as in schemas/plans.json

std::optional<limit_wish> read_limit(http::object_reader& given, const limit_row& row) {
  const std::int64_t lowest = row.may_be_unlimited ? no_limit : row.least;
  const auto amount = given.integer(row.name, lowest, row.most);
  if (!amount) return std::nullopt;
  if (*amount == no_limit) return limit_wish{row.which, unlimited};
  if (*amount < row.least) given.fail(row.name, "It must be at least 1, or -1 for no limit.");
  return limit_wish{row.which, static_cast<std::uint32_t>(*amount)};
}

std::vector<limit_wish> read_wishes(http::body_reader& body) {
  std::vector<limit_wish> wishes;
  if (auto given = body.object("limits")) {
    for (const auto& row : limit_rows) {
      if (auto wish = read_limit(*given, row)) wishes.push_back(*wish);
    }
  }
  const auto names = body.texts("reset", {.count_max = limit_rows.size(), .bytes_max = 32});
  for (const auto& name : names.value_or(std::vector<std::string>{})) {
    const auto* row = limit_from_name(name);
    row != nullptr ? wishes.push_back({row->which, std::nullopt})
                   : body.fail("reset", "There is no limit of this name: " + name);
  }
  if (wishes.empty()) body.fail("limits", "It must name a limit, or `reset` must.");
  return wishes;
}

}  // namespace

void set_limits_command(const service& app, http::request& in, http::exchange reply) {
  http::body_reader body(in);
  const auto id = read_id<project_id>(body, "projectId");
  auto wishes = read_wishes(body);
  if (auto bad = body.finish()) return reply.send(std::move(*bad));
  submit_and_answer(app, change_limits{id, std::move(wishes)}, std::move(reply));
}

}  // namespace carnet::admin
