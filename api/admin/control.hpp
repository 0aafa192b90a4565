// Commands to the control partition, and lookups of its names: what the admin route is made of.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "api/http/errors.hpp"
#include "api/http/exchange.hpp"
#include "api/service.hpp"
#include "storage/crypto/base32.hpp"
#include "storage/crypto/random_bytes.hpp"

namespace carnet::admin {

// Ends with nothing when the command is committed (or was a repeat), else with the problem.
using control_done = std::move_only_function<void(std::optional<http::problem>)>;

void submit_control(const service& app, producers::command wish,
                    std::vector<storage::key_change> keys, control_done done);

// Submits and answers {}, or the problem.
void submit_and_answer(const service& app, producers::command wish, http::exchange reply);

// The id behind a unique name of an owner ("" owns organizations); empty when there is none.
std::string find_name(const service& app, std::string_view owner, std::string_view name);

// A fresh id of the given kind.
template <class Id>
Id draw_id() {
  constexpr std::size_t width = []<class Tag>(named_id<Tag>*) {
    return Tag::width;
  }(static_cast<Id*>(nullptr));
  return Id{crypto::base32_encode(crypto::random_string(width)).substr(0, width)};
}

}  // namespace carnet::admin
