// Opening: master key, log, vault, then control (which founds the deployment), then the other
// partitions.
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "producers/installation/open_state.hpp"
#include "producers/installation/parts.hpp"
#include "projections/apply.hpp"
#include "projections/identity/queries.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::producers {
namespace {

constexpr std::string_view index_key_subject = "deployment/index";

std::string host_and_process() {
  char host[256] = "localhost";
  gethostname(host, sizeof host - 1);
  return fmt::format("{}/{}", host, getpid());
}

}  // namespace

std::string installation::parts::node_name() const {
  return options.node_name.empty() ? host_and_process() : options.node_name;
}

// Asked before every write, so its changes are seen when they first matter.
bool installation::parts::storage_full() const {
  const auto left = disk.free_bytes();
  const bool full = left < options.free_bytes_min;
  if (full != full_told.load(std::memory_order_relaxed) && full_told.exchange(full) != full) {
    spdlog::warn("storage: {} bytes are free, --free-bytes-min is {}: writes are {}", left,
                 options.free_bytes_min, full ? "refused" : "taken again");
  }
  return full;
}

unix_us installation::parts::now() const {
  const auto wall = std::chrono::system_clock::now().time_since_epoch();
  return after(std::chrono::duration_cast<std::chrono::microseconds>(wall).count(),
               options.clock_offset_s);
}

void installation::parts::publish(partition_id partition,
                                  std::span<const projections::notice> changes) {
  for (const auto& change : changes) {
    if (change.kind == projections::notice_kind::tenancy_changed && directory) {
      directory->invalidate();
      expect_growth();
    }
    if (change.kind == projections::notice_kind::content_shredded) {
      forget_key(partition, change.identity);
    }
  }
  if (!partitions.contains(partition)) return;  // being added: nobody knows it yet
  for (const auto& listener : listeners) listener(partition, changes);
}

// Of a partition that another node owns, the removal may not have been read yet.
void installation::parts::forget_key(partition_id partition, const identity_id& identity) {
  if (node && !node->here(partition)) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    if (const auto read = shared_log->refresh_keys(partition, deadline); !read) {
      spdlog::warn("a removed data key may still be known here: {}", read.error().what);
    }
  }
  content->forget(key_subject(identity));
}

std::filesystem::path installation::parts::master_file() const {
  return options.master_key_file.empty() ? options.data / "master.key" : options.master_key_file;
}

std::filesystem::path installation::parts::next_master_file() const {
  auto file = master_file();
  return file += ".new";
}

// Before the log is opened, which makes what is not there.
result<void> installation::parts::load_given_master_key() {
  const bool given = !options.master_key_file.empty();
  if (options.kafka && !given) {
    return fail(failure_code::invalid_argument,
                "--master-key-file must be given with a log on Kafka; `carnet keygen` makes one");
  }
  if (!given && !std::filesystem::exists(master_file())) return {};
  auto current = storage::load_master_key(master_file());
  if (!current) return std::unexpected(current.error());
  master.emplace(std::move(*current));
  return {};
}

result<void> installation::parts::make_master_key() {
  // A fresh key beside an old log would only hide that the right one is lost.
  const auto end = log->partition(control_partition).end();
  if (!end) return std::unexpected(end.error());
  if (*end != 0) {
    return fail(failure_code::not_found,
                "the master key of this deployment is missing: " + master_file().string());
  }
  auto made = storage::generate_master_key_file(master_file());
  if (!made) return std::unexpected(made.error());
  master.emplace(std::move(*made));
  return {};
}

result<void> installation::parts::open_next_master_key() {
  if (!std::filesystem::exists(next_master_file())) return {};
  auto next = storage::load_master_key(next_master_file());
  if (!next) return std::unexpected(next.error());
  spdlog::warn(
      "a rotation of the master key was cut off; finish it with `carnet admin rotate-master-key`");
  next_master.emplace(std::move(*next));
  return {};
}

// A state without a log is what is left of a deployment whose log is gone; founding another one
// here would hide that, and discard what is left.
result<void> installation::parts::check_log_is_there() const {
  std::error_code missing;
  const bool no_log = std::filesystem::is_empty(options.data / "log", missing) || missing;
  if (options.kafka || !no_log || !has_state()) return {};
  return fail(failure_code::corrupt,
              "the log is missing while its state is there; restore from a backup");
}

// The same for a log on Kafka, whose topics have been made by then.
result<void> installation::parts::check_log_is_filled() const {
  if (!options.kafka || !has_state()) return {};
  const auto end = log->partition(control_partition).end();
  if (!end) return std::unexpected(end.error());
  if (*end > 0) return {};
  return fail(failure_code::corrupt,
              "the log on Kafka is empty while its state is there: are these its brokers and its "
              "topic prefix?");
}

result<void> installation::parts::open_log_and_vault() {
  std::error_code error;
  std::filesystem::create_directories(options.data / "state", error);
  if (error)
    return fail(failure_code::io, "the data directory can not be made: " + error.message());
  if (auto done = check_log_is_there(); !done) return done;
  if (auto done = load_given_master_key(); !done) return done;
  auto opened = open_log({options.data, options.kafka}, options.partitions + 1);
  if (!opened) return std::unexpected(opened.error());
  log = std::move(opened->log);
  if (const auto there = log->partitions() - 1;
      options.partitions > 1 && there > options.partitions) {
    spdlog::warn("--partitions {} has no effect: there are {}, and they never become fewer",
                 options.partitions, there);
  }
  log_keys = opened->keys;
  shared_log = opened->shared;
  embedded_log = opened->embedded;
  if (auto done = check_log_is_filled(); !done) return done;
  if (!master) {
    if (auto done = make_master_key(); !done) return done;
  }
  if (auto done = open_next_master_key(); !done) return done;
  vault = std::make_unique<storage::key_vault>(*log, *master);
  if (next_master) vault->begin_rotation(*next_master);
  content = std::make_unique<sealed_content>(*vault);
  resources = storage::make_state_resources(options.cache_bytes, options.write_buffer_bytes);
  return {};
}

// Nothing of it is left behind when it fails.
result<std::unique_ptr<owned_partition>> installation::parts::make_partition(partition_id id,
                                                                             core_options core) {
  auto made = std::make_unique<owned_partition>();
  auto& owned = *made;
  auto state =
      open_state(options.data / "state" / std::to_string(id), log->partition(id), resources);
  if (!state) return std::unexpected(state.error());
  owned.state = std::move(*state);
  owned.replies = std::make_unique<daily_reply_sealer>(*content, id);
  core.partition = id;
  core.node = node_name();
  core.clock = [this] { return now(); };
  core.publish = [this](partition_id from, auto changes) { publish(from, changes); };
  if (node) enter_seat(node->add_seat(*owned.state), core);
  owned.core = std::make_unique<partition_core>(log->partition(id), *owned.state, *owned.replies,
                                                std::move(core));
  return made;
}

result<void> installation::parts::open_partition(partition_id id, core_options core) {
  auto made = make_partition(id, std::move(core));
  if (!made) return std::unexpected(made.error());
  partitions.append(std::move(*made));
  return {};
}

// What a core asks its seat on a shared log.
void installation::parts::enter_seat(partition_seat& seat, core_options& core) {
  core.url = [this] { return node->url(); };
  core.behaviour = [this](std::uint32_t in_force) -> std::uint32_t {
    // Whoever founds a partition has nothing older to heed than the first. What is raised later is
    // raised by a claim of its own, when nobody is left to whom it is new.
    if (in_force == 0) return std::max(node->common_behaviour().value_or(0), std::uint32_t{1});
    return in_force;
  };
  core.still_owner = [&seat] { return seat.holds_lease(); };
  core.may_claim = [&seat, before = std::move(core.may_claim)](const auto& rows) -> result<void> {
    if (before) {
      if (auto may = before(rows); !may) return may;
    }
    return seat.await_turn();
  };
}

void installation::parts::make_node() {
  if (shared_log == nullptr) return;
  node_options settings;
  settings.name = node_name();
  settings.alone = options.alone;
  settings.kafka = *options.kafka;
  settings.on_change = [this](partition_id id, bool owned) { change_ownership(id, owned); };
  settings.on_fatal = options.on_fatal;
  settings.on_unknown = [this] { expect_growth(); };
  node = std::make_unique<cluster_node>(*shared_log, std::move(settings));
}

void installation::parts::change_ownership(partition_id partition, bool owned) {
  for (const auto& listener : ownership_listeners) listener(partition, owned);
  if (partition == control_partition && owned) expect_growth();
}

result<void> installation::parts::check_fingerprint(const storage::row_reader& rows) const {
  const auto row =
      projections::load_row<projections::deployment_row>(rows, storage::keys::deployment());
  if (!row || row->master_key_fingerprint == vault->fingerprint()) return {};
  if (row->master_key_fingerprint == master->fingerprint()) return {};
  return fail(failure_code::invalid_argument, "the master key is not the one of this deployment");
}

core_options installation::parts::control_options() {
  core_options control;
  control.deployment = deployment_created{vault->fingerprint()};
  auto index_key = content->draw_key(std::string(index_key_subject));
  control.deployment_keys = {index_key.stored};
  control.may_claim = [this](const auto& rows) { return check_fingerprint(rows); };
  return control;
}

result<void> installation::parts::take_partition(partition_id id) {
  auto& owned = partitions[id];
  auto done = node ? node->seat(id).take(*owned.core) : owned.core->recover();
  owned.taken = done.has_value();
  return done;
}

result<void> installation::parts::read_deployment() {
  const auto index = content->find_key(control_partition, index_key_subject);
  if (!index) return std::unexpected(index.error());
  hashes = std::make_unique<keyed_hashes>(*index);
  directory =
      std::make_unique<projections::tenancy_directory>(*partitions[control_partition].state);
  return {};
}

result<void> installation::parts::open_partitions() {
  make_node();
  if (auto done = open_partition(control_partition, control_options()); !done) return done;
  if (node && !options.alone) return enter_cluster();
  if (auto done = take_partition(control_partition); !done) return done;
  if (auto done = read_deployment(); !done) return done;
  for (partition_id id = 1; id < log->partitions(); ++id) {
    if (auto done = open_partition(id, {}); !done) return done;
    if (auto done = take_partition(id); !done) return done;
  }
  return found_admin_token();
}

}  // namespace carnet::producers
