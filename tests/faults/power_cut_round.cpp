// Lives, writers and checks of a round.
#include "tests/faults/power_cut_round.hpp"

#include <fmt/core.h>

#include <thread>

namespace carnet::test {
namespace {

using namespace std::chrono_literals;
using storage::append_outcome;

std::string numbered_row(std::uint64_t number) { return fmt::format("row{:08}", number); }

class numbered_rows final : public storage::row_changes {
 public:
  numbered_rows(std::uint64_t first, const std::vector<std::string>& records)
      : first_(first), records_(records) {}
  void each(const std::function<void(std::string_view, std::optional<std::string_view>)>& visit)
      const override {
    std::uint64_t number = first_;
    for (const std::string& record : records_) visit(numbered_row(number++), record.substr(0, 40));
  }

 private:
  const std::uint64_t first_;
  const std::vector<std::string>& records_;
};

}  // namespace

power_cut_round::power_cut_round(std::uint64_t seed)
    : random_(seed),
      disk_(seed + 1),
      env_(power_cut_env(disk_)),
      resources_(storage::make_state_resources(1 << 20, 16 << 10)),
      models_(partitions) {
  resources_->env = env_.get();
  for (partition_model& model : models_) model.random.seed(random_());
}

std::optional<std::string> power_cut_round::run(round_counts& counts) {
  const std::uint64_t lives = 2 + random_() % 4;
  for (std::uint64_t number = 0; number < lives; ++number) {
    ++counts.lives;
    if (auto wrong = live(counts)) return wrong;
    state_.reset();
    log_.reset();
    disk_.power_on();
  }
  return live(counts);
}

std::optional<std::string> power_cut_round::live(round_counts& counts) {
  const bool cut_while_opening = random_() % 4 == 0;
  const std::uint64_t moment = random_() % (cut_while_opening ? 60 : 400);
  if (cut_while_opening) disk_.cut_after(moment);
  auto opened = storage::open_embedded_log(
      directory_.path() / "log", {.partitions = partitions,
                                  .on_lost_tail = storage::lost_tail::refuse,
                                  .write_buffer_bytes = std::size_t{64} << (random_() % 8 + 10),
                                  .cache_bytes = 1 << 20,
                                  .env = env_.get()});
  if (!opened && disk_.off()) return std::nullopt;
  if (!opened) return "the log does not open: " + opened.error().what;
  log_ = std::move(*opened);
  counts.torn_tails += log_->recovery().torn_tails.size();
  if (auto wrong = check_log(counts)) return disk_.off() ? std::nullopt : wrong;
  if (auto wrong = open_state(counts)) return disk_.off() ? std::nullopt : wrong;
  if (cut_while_opening) {
    state_.reset();  // a state that can not be read ends the process, so it is not read under a cut
  } else {
    if (auto wrong = check_state()) return wrong;
    disk_.cut_after(moment);
  }
  if (random_() % 2 == 0) {
    std::vector<std::thread> writers;
    for (partition_id id = 0; id < partitions; ++id)
      writers.emplace_back([this, id] { write(id); });
    for (std::thread& writer : writers) writer.join();
  } else {
    write(static_cast<partition_id>(random_() % partitions));
  }
  return std::nullopt;
}

std::optional<std::string> power_cut_round::check_log(round_counts& counts) {
  for (partition_id id = 0; id < partitions; ++id) {
    if (auto wrong = check_partition(id, counts))
      return fmt::format("partition {}: {}", id, *wrong);
  }
  return std::nullopt;
}

std::optional<std::string> power_cut_round::check_partition(partition_id id, round_counts& counts) {
  partition_model& model = models_[id];
  if (model.wrong) return model.wrong;
  std::vector<std::string> found;
  while (found.size() < *log_->partition(id).end()) {
    auto records = log_->partition(id).read(found.size() + 1, {}, {});
    if (!records) return "not readable: " + records.error().what;
    for (auto& record : *records) found.push_back(std::move(record.bytes));
  }
  if (model.uncertain) {
    const bool kept = found.size() == model.records.size() + model.uncertain->records.size();
    if (kept) adopt(model, *model.uncertain);
    ++(kept ? counts.uncertain_kept : counts.uncertain_gone);
    model.uncertain.reset();
  }
  if (found.size() != model.records.size()) {
    return fmt::format("{} records, {} acknowledged", found.size(), model.records.size());
  }
  if (found != model.records) return "other records than were written";
  const auto keys = log_->keys_after(id, "", SIZE_MAX);
  if (!keys) return "keys not readable: " + keys.error().what;
  std::map<std::string, std::string> found_keys;
  for (const auto& key : *keys) found_keys[key.subject] = key.wrapped;
  if (found_keys != model.keys) return "other keys than were written";
  return std::nullopt;
}

std::optional<std::string> power_cut_round::open_state(round_counts& counts) {
  const auto path = directory_.path() / "state";
  auto opened = storage::state_store::open(path, resources_);
  if (!opened && disk_.off()) return std::nullopt;
  if (!opened) {
    ++counts.states_rebuilt;
    for (const std::string& name : disk_.names_in(path.string())) {
      disk_.remove(path.string() + "/" + name);
    }
    opened = storage::state_store::open(path, resources_);
    if (!opened) return "an empty state does not open: " + opened.error().what;
  }
  state_ = std::move(*opened);
  return std::nullopt;
}

// The state may lag behind, or be gone; it must never be that of no position, nor ahead of the log.
std::optional<std::string> power_cut_round::check_state() {
  const auto& records = models_[state_partition].records;
  const std::uint64_t at = state_->at().sequence;
  if (at > records.size()) return fmt::format("the state is at {} of {}", at, records.size());
  std::uint64_t rows = 0;
  bool equal = true;
  state_->scan("row", "rox", [&](std::string_view key, std::string_view value) {
    ++rows;
    equal = equal && rows <= at && key == numbered_row(rows) &&
            value == records[rows - 1].substr(0, 40);
    return equal;
  });
  if (!equal || rows != at) return fmt::format("the state is not that of its position {}", at);
  // Catches up, as the server does before it serves.
  const std::vector<std::string> missing(records.begin() + static_cast<std::ptrdiff_t>(at),
                                         records.end());
  if (missing.empty()) return std::nullopt;
  const auto written =
      state_->write(numbered_rows(at + 1, missing), {records.size(), std::string(32, 'h')});
  if (!written) return "the state takes no writes: " + written.error().what;
  return std::nullopt;
}

void power_cut_round::write(partition_id id) {
  partition_model& model = models_[id];
  storage::event_log& log = log_->partition(id);
  const auto epoch = log.acquire();
  if (!epoch) return expect_power_off(model, "the epoch can not be raised");
  if (*epoch <= model.epoch) model.wrong = "an epoch was given out twice";
  model.epoch = *epoch;
  for (int step = 0; step < 150; ++step) {
    const batch wish = draw_batch(model, id);
    storage::record_batch request;
    request.records.assign(wish.records.begin(), wish.records.end());
    for (const auto& [subject, wrapped] : wish.keys) request.keys.push_back({subject, wrapped});
    const append_outcome outcome = log.append(*epoch, model.records.size() + 1, request);
    if (outcome == append_outcome::unknown) model.uncertain = wish;
    if (outcome != append_outcome::committed) return expect_power_off(model, "an append fails");
    adopt(model, wish);
    if (id == state_partition) write_state(wish);
    if (model.random() % 40 == 0 && !purge(model)) return;
  }
}

bool power_cut_round::purge(partition_model& model) {
  const auto purged = log_->purge_removed_keys();
  if (!purged) expect_power_off(model, "keys can not be purged: " + purged.error().what);
  return purged.has_value();
}

void power_cut_round::expect_power_off(partition_model& model, const std::string& otherwise) {
  if (!disk_.off()) model.wrong = otherwise + " with the power on";
}

void power_cut_round::write_state(const batch& written) {
  partition_model& model = models_[state_partition];
  if (!state_) return;
  const std::uint64_t first = model.records.size() - written.records.size() + 1;
  const bool stored = state_
                          ->write(numbered_rows(first, written.records),
                                  {model.records.size(), std::string(32, 'h')})
                          .has_value();
  if (!stored || (model.random() % 30 == 0 && !state_->flush())) state_.reset();
}

power_cut_round::batch power_cut_round::draw_batch(partition_model& model, partition_id id) {
  batch drawn;
  const std::uint64_t count = 1 + model.random() % 4;
  for (std::uint64_t number = 0; number < count; ++number) {
    std::string record = fmt::format("partition {} draw {:016x} ", id, model.random());
    const std::uint64_t fate = model.random() % 20;
    if (fate < 5) record.append(model.random() % 30'000, static_cast<char>('a' + fate));
    if (fate == 19) record.append(model.random() % 1'500'000, 'z');
    drawn.records.push_back(std::move(record));
  }
  if (model.random() % 2 == 0) {
    const std::string wrapped = fmt::format("wrapped {:016x}", model.random());
    drawn.keys[fmt::format("subject {}", model.random() % 50)] = wrapped;
  }
  if (!model.keys.empty() && model.random() % 5 == 0) drawn.keys[model.keys.begin()->first] = "";
  return drawn;
}

std::vector<std::uint64_t> power_cut_round::acknowledged() const {
  std::vector<std::uint64_t> counts;
  for (const partition_model& model : models_) counts.push_back(model.records.size());
  return counts;
}

void power_cut_round::adopt(partition_model& model, const batch& written) {
  model.records.insert(model.records.end(), written.records.begin(), written.records.end());
  for (const auto& [subject, wrapped] : written.keys) {
    if (wrapped.empty()) {
      model.keys.erase(subject);
    } else {
      model.keys[subject] = wrapped;
    }
  }
}

}  // namespace carnet::test
