// Organizations, projects, keys and admin tokens, as asked for by `carnet admin`.
#include "api/admin/commands.hpp"
#include "api/admin/provisioning.hpp"
#include "api/admin/read_id.hpp"
#include "api/aidenid/revision.hpp"
#include "api/http/body_reader.hpp"
#include "api/http/json_writer.hpp"
#include "schemas/plans.hpp"
#include "storage/crypto/sha256.hpp"

namespace carnet::admin {
namespace {

constexpr http::text_rule name_rule{.bytes_max = 128, .bytes_min = 1};

std::uint32_t read_scopes(http::body_reader& body) {
  const auto names = body.texts("scopes", {.count_max = scope_names.size(), .bytes_max = 64});
  if (!names) return all_scopes;
  std::uint32_t scopes = 0;
  for (const auto& name : *names) {
    const auto known = scope_from_name(name);
    if (known)
      scopes |= static_cast<std::uint32_t>(*known);
    else
      body.fail("scopes", "There is no scope of this name: " + name);
  }
  return scopes;
}

std::string read_plan(http::body_reader& body, bool required) {
  const std::string name = required ? body.required_text("plan", {.bytes_max = 32})
                                    : body.text("plan", {.bytes_max = 32}).value_or("");
  if (!name.empty() && !schemas::find_plan(name))
    body.fail("plan", "There is no plan of this name.");
  return name;
}

wanted_key read_project(const service& app, http::body_reader& body) {
  wanted_key wanted;
  wanted.organization = body.required_text("organization", name_rule);
  wanted.project = body.required_text("project", name_rule);
  wanted.plan = read_plan(body, false);
  const auto partition = body.integer("partition", 1, app.core.partitions_in_use());
  if (partition) wanted.partition = static_cast<partition_id>(*partition);
  return wanted;
}

void answer(http::exchange& reply, std::optional<http::problem>& bad, const made_key& made) {
  if (bad) return reply.send(std::move(*bad));
  http::response out{.no_store = true};
  http::json_writer json(out.body);
  json.begin_object();
  json.member("organizationId", to_wire(made.organization));
  if (!made.project.empty()) json.member("projectId", to_wire(made.project));
  if (!made.token.empty()) {
    json.member("apiKeyId", to_wire(made.id));
    json.member("apiKey", made.token);
  }
  json.end_object();
  reply.send(std::move(out));
}

void provision_and_answer(const service& app, wanted_key wanted, http::exchange reply) {
  provision(app, std::move(wanted),
            [reply = std::move(reply)](std::optional<http::problem> bad,
                                       const made_key& made) mutable { answer(reply, bad, made); });
}

}  // namespace

void create_organization_command(const service& app, http::request& in, http::exchange reply) {
  http::body_reader body(in);
  const auto name = body.required_text("organization", name_rule);
  if (auto bad = body.finish()) return reply.send(std::move(*bad));
  organization_created facts{.id = draw_id<organization_id>()};
  auto key = app.core.content().draw_key(to_wire(facts.id));
  facts.name_hash = app.core.hashes().name("", name);
  facts.sealed_name =
      producers::sealed_content::seal(key.key, facts.id.text, producers::field::name, name);
  const made_key made{.organization = facts.id};
  submit_control(app, create_organization{std::move(facts)}, {std::move(key.stored)},
                 [reply = std::move(reply), made](std::optional<http::problem> bad) mutable {
                   answer(reply, bad, made);
                 });
}

void create_project_command(const service& app, http::request& in, http::exchange reply) {
  http::body_reader body(in);
  wanted_key wanted = read_project(app, body);
  wanted.with_key = false;
  if (auto bad = body.finish()) return reply.send(std::move(*bad));
  provision_and_answer(app, std::move(wanted), std::move(reply));
}

void create_key_command(const service& app, http::request& in, http::exchange reply) {
  http::body_reader body(in);
  wanted_key wanted = read_project(app, body);
  wanted.scopes = read_scopes(body);
  wanted.api_version = body.text("apiVersion", {.bytes_max = 16}).value_or("");
  if (!wanted.api_version.empty() && !aidenid::revision_from_name(wanted.api_version)) {
    body.fail("apiVersion", "It must be 2026-04-29 or 2026-04-04.");
  }
  if (auto bad = body.finish()) return reply.send(std::move(*bad));
  provision_and_answer(app, std::move(wanted), std::move(reply));
}

void revoke_key_command(const service& app, http::request& in, http::exchange reply) {
  http::body_reader body(in);
  const auto id = read_id<api_key_id>(body, "apiKeyId");
  if (auto bad = body.finish()) return reply.send(std::move(*bad));
  submit_and_answer(app, revoke_api_key{id}, std::move(reply));
}

void set_plan_command(const service& app, http::request& in, http::exchange reply) {
  http::body_reader body(in);
  const auto id = read_id<project_id>(body, "projectId");
  const auto plan = read_plan(body, true);
  if (auto bad = body.finish()) return reply.send(std::move(*bad));
  submit_and_answer(app, change_plan{id, plan}, std::move(reply));
}

void create_token_command(const service& app, http::request&, http::exchange reply) {
  const std::string token = "adm_" + crypto::base32_encode(crypto::random_string(25));
  admin_token_created facts{.id = draw_id<admin_token_id>(),
                            .token_sha256 = std::string(crypto::as_view(crypto::sha256(token)))};
  const std::string id = to_wire(facts.id);
  submit_control(app, create_admin_token{std::move(facts)}, {},
                 [reply = std::move(reply), token, id](std::optional<http::problem> bad) mutable {
                   if (bad) return reply.send(std::move(*bad));
                   http::response out{.no_store = true};
                   http::json_writer json(out.body);
                   json.begin_object();
                   json.member("adminTokenId", id);
                   json.member("adminToken", token);
                   json.end_object();
                   reply.send(std::move(out));
                 });
}

void revoke_token_command(const service& app, http::request& in, http::exchange reply) {
  http::body_reader body(in);
  const auto id = read_id<admin_token_id>(body, "adminTokenId");
  if (auto bad = body.finish()) return reply.send(std::move(*bad));
  submit_and_answer(app, revoke_admin_token{id}, std::move(reply));
}

}  // namespace carnet::admin
