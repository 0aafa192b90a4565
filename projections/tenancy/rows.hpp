// Row values of the control partition, and the facts every partition keeps about itself.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "domain/tenancy/limits.hpp"
#include "domain/time.hpp"

namespace carnet::projections {

// What a command left behind, so that its repetition gets the same answer.
struct remembered_command {
  std::uint64_t sequence = 0;  // of its record
  unix_us recorded_at = 0;
  std::uint16_t status = 0;  // 0: no reply was asked for
  std::string reply_key;
  std::string sealed_body;
  std::string request_hash;

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.sequence, r.recorded_at, r.status, r.reply_key, r.sealed_body, r.request_hash);
  }
};

struct partition_facts {
  std::uint32_t apply_version = 0;
  unix_us last_recorded_at = 0;
  std::uint64_t epoch = 0;
  std::string node;
  unix_us remembered_since = 0;  // time of the oldest remembered command, or earlier

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.apply_version, r.last_recorded_at, r.epoch, r.node, r.remembered_since);
  }
};

struct deployment_row {
  std::string master_key_fingerprint;

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.master_key_fingerprint);
  }
};

// There once partitions were added.
struct partitions_row {
  std::uint32_t events = 0;

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.events);
  }
};

struct organization_row {
  organization_id id;
  std::string sealed_name;
  unix_us created_at = 0;

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.id, r.sealed_name, r.created_at);
  }
};

struct project_row {
  project_id id;
  organization_id organization;
  std::string sealed_name;
  std::uint32_t partition = 0;
  std::string plan;
  unix_us created_at = 0;

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.id, r.organization, r.sealed_name, r.partition, r.plan, r.created_at);
  }
};

// There only while a limit is set; the two lists go together.
struct project_limits_row {
  std::vector<limit> which;
  std::vector<std::uint32_t> amounts;

  std::vector<limit_amount> set() const;

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.which, r.amounts);
  }
};

struct api_key_row {
  api_key_id id;
  project_id project;
  organization_id organization;
  std::uint32_t scopes = 0;
  std::string api_version;
  unix_us created_at = 0;
  unix_us revoked_at = 0;  // 0: valid

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.id, r.project, r.organization, r.scopes, r.api_version, r.created_at, r.revoked_at);
  }
};

struct admin_token_row {
  admin_token_id id;
  unix_us created_at = 0;
  unix_us revoked_at = 0;

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.id, r.created_at, r.revoked_at);
  }
};

}  // namespace carnet::projections
