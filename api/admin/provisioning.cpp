#include "api/admin/provisioning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "projections/identity/queries.hpp"
#include "storage/crypto/sha256.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::admin {
namespace {

namespace field = producers::field;
using producers::sealed_content;

constexpr std::string_view default_plan = "starter";

// The partition with the fewest projects, the lowest of equals.
partition_id least_loaded(const service& app) {
  std::map<partition_id, std::size_t> load;
  for (partition_id id = 1; id <= app.core.partitions_in_use(); ++id) load[id] = 0;
  app.core.state(control_partition).scan("rP", "rQ", [&load](auto, auto bytes) {
    const auto at = load.find(storage::decode_row<projections::project_row>(bytes).partition);
    if (at != load.end()) ++at->second;
    return true;
  });
  const auto least = std::min_element(
      load.begin(), load.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return least->first;
}

// Each step looks, creates when it must, and goes on; steps of two requests may interleave, and the
// unique names decide.
class provisioning : public std::enable_shared_from_this<provisioning> {
 public:
  provisioning(const service& app, wanted_key wanted, provisioning_done done)
      : app_(app), wanted_(std::move(wanted)), done_(std::move(done)) {}

  void organization() {
    made_.organization.text = find_name(app_, "", wanted_.organization);
    if (!made_.organization.empty()) return project();
    organization_created facts{.id = draw_id<organization_id>()};
    made_.organization = facts.id;
    auto key = app_.core.content().draw_key(to_wire(facts.id));
    facts.name_hash = app_.core.hashes().name("", wanted_.organization);
    facts.sealed_name =
        sealed_content::seal(key.key, facts.id.text, field::name, wanted_.organization);
    submit(create_organization{std::move(facts)}, {std::move(key.stored)}, &provisioning::project);
  }

 private:
  using step = void (provisioning::*)();

  void project() {
    made_.project.text = find_name(app_, made_.organization.text, wanted_.project);
    if (!made_.project.empty()) return plan_of_project();
    project_created facts{.id = draw_id<project_id>(), .organization = made_.organization};
    made_.project = facts.id;
    auto key = app_.core.content().draw_key(to_wire(facts.id));
    facts.name_hash = app_.core.hashes().name(made_.organization.text, wanted_.project);
    facts.sealed_name = sealed_content::seal(key.key, facts.id.text, field::name, wanted_.project);
    facts.partition = wanted_.partition.value_or(least_loaded(app_));
    facts.plan = wanted_.plan.empty() ? std::string(default_plan) : wanted_.plan;
    submit(create_project{std::move(facts)}, {std::move(key.stored)}, &provisioning::api_key);
  }

  void plan_of_project() {
    const auto row = projections::load_row<projections::project_row>(
        app_.core.state(control_partition), storage::keys::project(made_.project));
    if (wanted_.plan.empty() || !row || row->plan == wanted_.plan) return api_key();
    done_(http::problem{http::error_code::invalid_request,
                        fmt::format("The project has the plan {}; admin set-plan changes it: "
                                    "--project-id {}.",
                                    row->plan, to_wire(made_.project)),
                        "/plan"},
          made_);
  }

  void api_key() {
    if (!wanted_.with_key) return done_(std::nullopt, made_);
    made_.token = "aid_" + crypto::base32_encode(crypto::random_string(25));
    api_key_created facts{
        .id = draw_id<api_key_id>(), .project = made_.project, .organization = made_.organization};
    made_.id = facts.id;
    facts.key_sha256 = std::string(crypto::as_view(crypto::sha256(made_.token)));
    facts.scopes = wanted_.scopes;
    facts.api_version = wanted_.api_version;
    submit(create_api_key{std::move(facts)}, {}, &provisioning::finish);
  }

  void finish() { done_(std::nullopt, made_); }

  void submit(producers::command wish, std::vector<storage::key_change> keys, step next) {
    submit_control(app_, std::move(wish), std::move(keys),
                   [self = shared_from_this(), next](std::optional<http::problem> bad) {
                     bad ? self->done_(std::move(bad), self->made_) : ((*self).*next)();
                   });
  }

  const service& app_;
  wanted_key wanted_;
  provisioning_done done_;
  made_key made_;
};

}  // namespace

void provision(const service& app, wanted_key wanted, provisioning_done done) {
  std::make_shared<provisioning>(app, std::move(wanted), std::move(done))->organization();
}

}  // namespace carnet::admin
