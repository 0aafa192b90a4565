// Who listens to which project: open streams are woken when the project's stream of public events
// has grown. The hub moves no events; each stream reads them from the rows at its own pace.
#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "api/http/stream_wake.hpp"
#include "api/realtime/frame_cache.hpp"
#include "projections/notices.hpp"

namespace carnet::realtime {

class stream_hub {
 public:
  // From here on until leave() the stream is woken. Any thread.
  void join(const project_id& project, std::shared_ptr<http::stream_wake> stream);
  void leave(const project_id& project, const std::shared_ptr<http::stream_wake>& stream);

  // Something happened; called by the writers. Any thread.
  void notify(std::span<const projections::notice> changes);

  // How many streams are open.
  std::size_t size() const;

  frame_cache frames;  // what several streams of a project are about to be sent

 private:
  using streams = std::unordered_set<std::shared_ptr<http::stream_wake>>;

  void wake(const project_id& project);

  mutable std::mutex mutex_;  // guards what follows
  std::unordered_map<std::string, streams> by_project_;
  std::size_t size_ = 0;
};

}  // namespace carnet::realtime
