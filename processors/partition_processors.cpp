#include "processors/partition_processors.hpp"

#include <spdlog/spdlog.h>

#include <mutex>

#include "processors/bulk_export.hpp"
#include "processors/extraction.hpp"
#include "processors/lifecycle.hpp"
#include "processors/retention.hpp"

namespace carnet::processors {
namespace {

constexpr duration_s seconds_per_day = 24 * seconds_per_hour;

void purge_keys(producers::installation& core) {
  if (const auto done = core.log().purge_removed_keys(); !done) {
    spdlog::error("removed keys are not purged yet: {}", done.error().what);
  }
}

}  // namespace

struct partition_processors::partition_set {
  std::unique_ptr<processor_thread> extraction;
  std::unique_ptr<processor_thread> lifecycle;
  std::unique_ptr<processor_thread> retention;  // null when content is kept for ever
  std::shared_ptr<webhook_signals> signals = std::make_shared<webhook_signals>();
  std::unique_ptr<processor_thread> webhooks;
  std::unique_ptr<processor_thread> exports;
  std::shared_ptr<sink_signals> sink_news = std::make_shared<sink_signals>();
  std::unique_ptr<processor_thread> sinks;
};

partition_processors::partition_processors(producers::installation& core,
                                           processor_settings settings)
    : core_(core), settings_(std::move(settings)) {
  core_.listen([this](partition_id partition, auto changes) { wake(partition, changes); });
  core_.listen_to_ownership([this](partition_id id, bool owned) { change(id, owned); });
}

partition_processors::~partition_processors() { stop(); }

std::unique_ptr<partition_processors::partition_set> partition_processors::make_set(
    partition_id id) {
  auto set = std::make_unique<partition_set>();
  const auto clock = [this] { return core_.now(); };
  const auto send = [this, id](producers::submission s) {
    // A processor asks on behalf of nobody: no plan limits what has happened already.
    core_.submit(id, std::move(s));
  };
  const auto thread = [&](processor_thread::make_processor make) {
    return std::make_unique<processor_thread>(core_.state(id), clock, send, std::move(make));
  };
  set->extraction = thread([this, id](auto wake) {
    return make_extraction_processor(core_.content(), core_.parsed_mails(), id, std::move(wake));
  });
  set->lifecycle = thread([](auto wake) { return make_lifecycle_processor(std::move(wake)); });
  if (settings_.retention_days != 0) {
    set->retention = thread([this](auto wake) {
      return make_retention_processor(
          settings_.retention_days * seconds_per_day, [this] { purge_keys(core_); },
          std::move(wake));
    });
  }
  set->webhooks = thread([this, id, signals = set->signals](auto wake) {
    return make_webhook_processor({core_.content(), id, settings_.send_webhook,
                                   settings_.allow_private_targets, signals, deliveries_},
                                  std::move(wake));
  });
  set->exports = thread([this, id](auto wake) {
    return make_bulk_export_processor(
        {core_.content(), core_.hashes(), id, settings_.open_bulk_renderer}, std::move(wake));
  });
  set->sinks = thread([this, id, signals = set->sink_news](auto wake) {
    return make_sink_processor({core_.content(), id, core_.state(0), settings_.send_webhook,
                                settings_.allow_private_targets,
                                [this](const project_id& project) {
                                  const auto found = core_.directory().find_project(project);
                                  return found ? found->organization : organization_id{};
                                },
                                signals, sinks_},
                               std::move(wake));
  });
  return set;
}

// The threads of a set start and end outside of the lock, which every writer's thread takes.
void partition_processors::change(partition_id partition, bool owned) {
  if (partition == control_partition) return;
  auto set = owned ? make_set(partition) : nullptr;
  const std::unique_lock lock(mutex_);
  if (sets_.size() <= partition) sets_.resize(partition + 1);
  std::swap(sets_[partition], set);
}

void partition_processors::stop() {
  const std::lock_guard lock(mutex_);
  sets_.clear();
}

void partition_processors::wake(partition_id partition,
                                std::span<const projections::notice> changes) {
  const std::shared_lock lock(mutex_);
  if (partition >= sets_.size() || !sets_[partition]) return;
  const partition_set& set = *sets_[partition];
  if (set.signals->note(changes)) set.webhooks->wake();
  for (const auto& change : changes) {
    switch (change.kind) {
      case projections::notice_kind::extraction_due:
        set.extraction->wake();
        break;
      case projections::notice_kind::deadline_set:
        set.lifecycle->wake_by(change.due);
        break;
      case projections::notice_kind::identity_ended:
        if (set.retention) set.retention->wake();
        break;
      case projections::notice_kind::stream_grew:
        if (set.sink_news->any.load(std::memory_order_relaxed)) set.sinks->wake();
        break;
      case projections::notice_kind::sink_changed:
        set.sink_news->changed.store(true);
        set.sinks->wake();
        break;
      case projections::notice_kind::export_due:
        set.exports->wake();
        break;
      case projections::notice_kind::mail_released:
      case projections::notice_kind::extraction_found:
      case projections::notice_kind::identity_extended:
      case projections::notice_kind::content_shredded:
      case projections::notice_kind::tenancy_changed:
      case projections::notice_kind::webhook_changed:
        break;
    }
  }
}

}  // namespace carnet::processors
