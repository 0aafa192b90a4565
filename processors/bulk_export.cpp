#include "processors/bulk_export.hpp"

#include <atomic>
#include <map>
#include <vector>

#include "processors/derived_id.hpp"
#include "processors/loop/round.hpp"
#include "projections/export/bulk.hpp"
#include "storage/crypto/random_bytes.hpp"
#include "storage/crypto/sha256.hpp"

namespace carnet::processors {
namespace {

using producers::rendered_part;

// Exports made side by side, so that a large one does not hold up the small ones behind it.
constexpr std::size_t side_by_side_max = 8;
constexpr std::size_t parts_per_turn = 8;

enum class report_state : std::uint8_t { none, sent, refused };

// One export being made.
struct bulk_job {
  project_id project;
  std::unique_ptr<producers::bulk_renderer> renderer;
  crypto::sha256_stream whole;
  bulk_export_completed facts;
  bool rendered = false;
  std::shared_ptr<std::atomic<report_state>> report =
      std::make_shared<std::atomic<report_state>>(report_state::none);
  unix_us report_at = 0;
};

class bulk_export_processor final : public processor {
 public:
  bulk_export_processor(bulk_export_options options, std::function<void()> wake)
      : o_(std::move(options)), wake_(std::move(wake)) {}

  std::optional<unix_us> run_once(const storage::row_reader& rows, unix_us now,
                                  const submit& send) override {
    read_due(rows);
    std::optional<unix_us> again;
    for (auto& [id, job] : jobs_) {
      if (!job.rendered) render_some(job);
      if (job.rendered) report(job, now, send);
      const auto due = wanted_at(job, now);
      if (due) again = again ? std::min(*again, *due) : *due;
    }
    return again;
  }

 private:
  void read_due(const storage::row_reader& rows) {
    std::map<export_id, bulk_job> kept;
    for (auto& one : projections::bulk_exports_due(rows, side_by_side_max)) {
      auto known = jobs_.extract(one.id);
      if (!known.empty()) {
        kept.insert(std::move(known));
        continue;
      }
      const auto row = projections::find_bulk_export(rows, one.project, one.id);
      if (!row) continue;
      bulk_job job{one.project, o_.open(o_.partition, one.project, row->facts)};
      job.facts.id = one.id;
      kept.emplace(one.id, std::move(job));
    }
    jobs_ = std::move(kept);
  }

  void render_some(bulk_job& job) {
    for (std::size_t n = 0; n < parts_per_turn; ++n) {
      const auto part = job.renderer->next();
      if (!part) {
        finish(job);
        return;
      }
      auto& parts = job.facts.parts;
      parts.firsts.push_back(part->first);
      parts.records.push_back(part->records);
      parts.sizes.push_back(static_cast<std::uint32_t>(part->bytes.size()));
      parts.checks += o_.hashes.export_part(job.facts.id.text, part->bytes)
                          .substr(0, export_parts::check_bytes);
      if (part->records != 0) job.facts.last = part->last;
      job.whole.update(part->bytes);
      if (part->kept) job.facts.sealed_footer = seal(job, producers::field::footer, part->bytes);
    }
  }

  void finish(bulk_job& job) {
    job.rendered = true;
    job.renderer.reset();
    const auto digest = job.whole.finish();
    job.facts.sealed_digest = seal(job, producers::field::digest, crypto::as_view(digest));
  }

  // Empty without the export's key: then nobody can download the file any more.
  std::string seal(const bulk_job& job, std::string_view field, std::string_view bytes) const {
    const auto key = o_.content.find_key(o_.partition, producers::key_subject(job.facts.id));
    if (!key) return {};
    return producers::sealed_content::seal(*key, job.facts.id.text, field, bytes);
  }

  void report(bulk_job& job, unix_us now, const submit& send) {
    if (job.report->load() == report_state::refused) {
      if (job.report_at == 0) job.report_at = now + refused_pause_us;
      if (now < job.report_at) return;
      job.report_at = 0;
      job.report->store(report_state::none);
    }
    if (job.report->load() != report_state::none) return;
    job.report->store(report_state::sent);
    producers::submission s;
    s.command_id = derived_id("bulk export", job.facts.id.text);
    s.seed = crypto::random_string(16);
    s.project = job.project;
    s.wish = complete_bulk_export{job.facts};
    s.way = producers::lane::background;
    s.done = [state = job.report, wake = wake_](const producers::completion& answer) {
      if (!std::holds_alternative<producers::refusal>(answer)) return;
      state->store(report_state::refused);
      wake();
    };
    send(std::move(s));
  }

  static std::optional<unix_us> wanted_at(const bulk_job& job, unix_us now) {
    if (!job.rendered) return now;
    if (job.report->load() != report_state::refused) return std::nullopt;
    return job.report_at != 0 ? job.report_at : now;
  }

  bulk_export_options o_;
  std::function<void()> wake_;
  std::map<export_id, bulk_job> jobs_;
};

}  // namespace

std::unique_ptr<processor> make_bulk_export_processor(bulk_export_options options,
                                                      std::function<void()> wake) {
  return std::make_unique<bulk_export_processor>(std::move(options), std::move(wake));
}

}  // namespace carnet::processors
