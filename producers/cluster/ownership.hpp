// Which node answers for a partition. Only its owner may write to it and answer reads that claim to
// be current; every other node follows its log.
#pragma once

#include <optional>
#include <string>

#include "storage/log/position.hpp"

namespace carnet::producers {

/// A node as it announced itself on the log when it claimed a partition.
struct owner_place {
  std::string node;
  std::string url;  // where other nodes reach it, http(s)://host:port; empty: it serves alone
  writer_epoch epoch = 0;
};

/// How a partition stands on this node at the moment of the question.
struct partition_standing {
  bool here = false;  // owned, its writer runs, and nobody else can have taken it since (its lease)
  std::optional<owner_place> owner;  // the last one announced; none while nobody has been seen
};

}  // namespace carnet::producers
