// The id that an admin command names.
#pragma once

#include <string_view>

#include "api/http/body_reader.hpp"
#include "domain/ids.hpp"

namespace carnet::admin {

// The id in a required member; a mistake in the reader, and an empty id, when it is none.
template <class Id>
Id read_id(http::body_reader& body, std::string_view name) {
  const auto text = body.required_text(name, {.bytes_max = 64});
  auto id = [&text]<class Tag>(named_id<Tag>*) {
    return from_wire<Tag>(text);
  }(static_cast<Id*>(nullptr));
  if (!id) body.fail(name, "It is no id of this kind.");
  return id.value_or(Id{});
}

}  // namespace carnet::admin
