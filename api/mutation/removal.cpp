// Taking away a thing that has a data key of its own.
#include "api/http/json_writer.hpp"
#include "api/mutation/mutation.hpp"

namespace carnet {

mutation removal(producers::command wish, std::string id, std::string key_subject) {
  mutation m;
  m.wish = std::move(wish);
  m.keys.push_back({std::move(key_subject), {}});
  m.render = [id = std::move(id)](const producers::decided_view&) {
    std::string text;
    http::json_writer json(text);
    json.begin_object();
    json.member("id", id);
    json.member("deleted", true);
    json.end_object();
    return producers::reply{200, std::move(text)};
  };
  return m;
}

}  // namespace carnet
