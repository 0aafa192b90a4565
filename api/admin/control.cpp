#include "api/admin/control.hpp"

#include "api/cluster/node.hpp"
#include "api/mutation/mutation.hpp"
#include "api/mutation/problems.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::admin {

void submit_control(const service& app, producers::command wish,
                    std::vector<storage::key_change> keys, control_done done) {
  producers::submission s;
  s.command_id = crypto::random_string(16);
  s.seed = draw_seed();
  s.wish = std::move(wish);
  s.keys = std::move(keys);
  s.done = [&app, done = std::move(done)](producers::completion result) mutable {
    if (auto* no = std::get_if<rejection>(&result)) return done(problem_of(*no));
    if (auto* why = std::get_if<producers::refusal>(&result)) return done(problem_of(*why));
    const auto* made = std::get_if<producers::committed>(&result);
    if (made == nullptr || app.nodes == nullptr) return done(std::nullopt);
    auto shared = std::make_shared<control_done>(std::move(done));
    app.nodes->spread_control(made->at.sequence, [shared] { (*shared)(std::nullopt); });
  };
  app.core.submit(control_partition, std::move(s));
}

void submit_and_answer(const service& app, producers::command wish, http::exchange reply) {
  submit_control(app, std::move(wish), {},
                 [reply = std::move(reply)](std::optional<http::problem> bad) mutable {
                   bad ? reply.send(std::move(*bad)) : reply.send(http::response{.body = "{}"});
                 });
}

std::string find_name(const service& app, std::string_view owner, std::string_view name) {
  const auto hash = app.core.hashes().name(owner, name);
  return app.core.state(control_partition).get(storage::keys::name(hash)).value_or("");
}

}  // namespace carnet::admin
