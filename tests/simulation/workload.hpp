// What clients wish for, drawn from a seed: mostly sensible, sometimes not.
#pragma once

#include <string>
#include <vector>

#include "producers/writer/submission.hpp"
#include "tests/support/random_source.hpp"

namespace carnet::test {

// A wish with what the API would send along.
struct wanted_command {
  project_id project;  // empty: about tenancy
  plan limits;
  producers::command wish;
};

class workload {
 public:
  explicit workload(std::uint64_t seed);

  wanted_command draw();

  // The same request sent again: a handler draws ids and addresses anew.
  void redraw_ids(producers::command& wish);

  // A mail that is on the log; what readers may ask for.
  void add_mail(const project_id& project, const identity_id& owner, const event_id& mail);

  random_source& chance() { return chance_; }

 private:
  struct tenant {
    project_id project;
    plan limits;
    std::vector<identity_id> identities;
    std::vector<std::string> tags;
    std::vector<webhook_id> webhooks;
  };
  struct known_mail {
    project_id project;
    identity_id owner;
    event_id mail;
  };

  producers::command draw_wish(tenant& from);
  producers::command draw_provision(tenant& from, bool child, std::size_t count);
  producers::command draw_tenancy();
  producers::command draw_webhook(tenant& from);
  provision_identities::item draw_item(tenant& from);
  identity_id some_identity(tenant& from);
  limit_wish some_limit();
  duration_s some_ttl();
  tenant& tenant_of(const identity_id& id);

  random_source chance_;
  std::vector<tenant> tenants_;
  std::vector<known_mail> mails_;
  std::vector<organization_id> organizations_;
  std::vector<project_id> projects_;
  std::vector<api_key_id> keys_;
};

}  // namespace carnet::test
