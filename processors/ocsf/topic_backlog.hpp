// What a partition still has to tell: which projects, from which place on. Sans I/O and thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "domain/time.hpp"

namespace carnet::processors {

class topic_backlog {
 public:
  // Begins where the topic stands: the last place told of each project, by its id on the wire.
  void begin(std::map<std::string, std::uint64_t> told);

  // The project has events that were not told, the oldest from `since`.
  void grew(const project_id& project, unix_us since);

  std::uint64_t told(const project_id& project) const;

  bool empty() const { return waiting_.empty(); }
  std::size_t projects() const { return waiting_.size(); }

  // When the oldest of what waits came in; nothing when nothing waits.
  std::optional<unix_us> oldest() const;

  // The projects that wait, each in its turn: who was told of last comes last.
  std::vector<project_id> turns() const;

  // The topic has the project up to `place`, which came in at `at`; `all` = there was no more when
  // it was rendered.
  void committed(const project_id& project, std::uint64_t place, unix_us at, bool all);

 private:
  std::map<std::string, std::uint64_t> told_;
  std::map<project_id, unix_us> waiting_;  // since when
  project_id last_;                        // told of last
};

}  // namespace carnet::processors
