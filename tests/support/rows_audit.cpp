// The recount: expected index rows are derived from identities and mails alone, then compared with
// what is there, kind by kind.
#include "tests/support/rows_audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "projections/identity/rows.hpp"
#include "projections/stream/rows.hpp"
#include "projections/tenancy/rows.hpp"
#include "projections/webhook/queries.hpp"
#include "storage/kv/keys.hpp"
#include "storage/kv/row_codec.hpp"

namespace carnet::test {
namespace {

namespace keys = storage::keys;
using namespace projections;

class audit {
 public:
  explicit audit(const storage::row_reader& rows) : rows_(rows) {}

  std::vector<std::string> run() {
    read();
    for (const auto& [id, row] : identities_) expect_identity(row);
    for (const auto& [id, mail] : mails_) expect_mail(mail);
    for (const auto& [id, row] : webhooks_) check_webhook(row);
    compare_indexes();
    for (const auto& [project, counters] : counters_) check_counters(project, counters);
    for (const auto& [id, row] : identities_) check_counts(row);
    check_streams();
    check_remembered();
    return std::move(complaints_);
  }

 private:
  void complain(std::string text) {
    if (complaints_.size() < 20) complaints_.push_back(std::move(text));
  }

  void read() {
    rows_.scan("r", "s", [this](auto key, auto value) {
      const std::string kind(key.substr(0, 2));
      if (kind == "ri") {
        auto row = storage::decode_row<identity_row>(value);
        identities_.emplace(row.state.id, std::move(row));
      } else if (kind == "rm") {
        auto row = storage::decode_row<mail_row>(value);
        mails_.emplace(row.id, std::move(row));
      } else if (kind == "rh") {
        auto row = storage::decode_row<webhook_row>(value);
        webhooks_.emplace(row.id, std::move(row));
      } else if (kind == "rp") {
        counters_.emplace(project_id{std::string(key.substr(2))},
                          storage::decode_row<project_counters>(value));
      } else if (indexes.contains(kind)) {
        found_.emplace(key, value);
      }
      return true;
    });
  }

  void expect(const storage::row_key& key, std::string_view value) {
    if (!expected_.emplace(key.view(), value).second) {
      complain("two rows want the key " + name_of(key.view()));
    }
  }

  static std::string name_of(std::string_view key) {
    std::string text(key.substr(0, 2));
    for (const char c : key.substr(2)) {
      text += c >= ' ' && c <= '~' ? std::string(1, c)
                                   : fmt::format("\\{:02x}", static_cast<unsigned char>(c));
    }
    return text;
  }

  void expect_identity(const identity_row& row) {
    const identity& s = row.state;
    expect(keys::identity_at(s.project, row.ordinal), s.id.text);
    expect(keys::identities_with(s.project, s.status).number(row.ordinal), s.id.text);
    for (const auto& tag : std::set<std::string>(s.tag_hashes.begin(), s.tag_hashes.end())) {
      expect(keys::identities_tagged(s.project, tag).number(row.ordinal), s.id.text);
    }
    if (is_live(s.status)) expect(keys::deadline(due(s), s.id), s.project.text);
    if (!is_live(s.status) && !s.shredded) {
      expect(keys::shred_due(s.terminal_at, s.id), s.project.text);
    }
    if (is_live(s.status) != (s.terminal_at == 0)) complain(s.id.text + " has no clear end");
    if (!s.parent.empty()) ++children_[s.parent];
    ++by_status_[{s.project, s.status}];
    ++created_[s.project];
  }

  // The next moment at which the status changes by itself.
  static unix_us due(const identity& s) {
    const bool ages = s.status == identity_status::active && s.original_expiry() < s.expires_at;
    return ages ? s.original_expiry() : s.expires_at;
  }

  void expect_mail(const mail_row& mail) {
    const auto owner = identities_.find(mail.owner);
    if (owner == identities_.end()) return complain("a mail without an owner");
    ++received_[mail.owner];
    if (mail.extraction == extraction_state_kind::pending) {
      expect(keys::extraction_due(mail.record_sequence, mail.id),
             mail.owner.text + mail.project.text);
    } else {
      expect(keys::mails_of(mail.owner).number(mail.number), mail.id.text);
      ++released_[mail.owner];
      ++released_in_[mail.project];
    }
    const bool kept = rows_.get(keys::raw_mail(mail.id)).has_value();
    const bool gone =
        owner->second.state.shredded && mail.extraction != extraction_state_kind::pending;
    if (kept == gone) complain(mail.id.text + " has a raw message and should not, or the reverse");
    if (gone && !(mail.sealed_summary.empty() && mail.sealed_value.empty())) {
      complain(mail.id.text + " is shredded and still holds content");
    }
  }

  // Work rows, and every place once: delivered in one go or with a row of its own.
  void check_webhook(const webhook_row& row) {
    expect(keys::webhooks_of(row.project).number(row.ordinal), row.id.text);
    const auto deliveries = keys::deliveries_of(row.id);
    std::uint64_t settled = 0;
    rows_.scan(deliveries, deliveries.end_of_prefix(), [&](auto key, auto value) {
      const auto place = storage::row_key_reader(key.substr(deliveries.view().size()))
                             .template number<std::uint64_t>();
      const auto delivery = storage::decode_row<delivery_row>(value);
      const bool for_its_cursor = place > row.cursor && delivery.scheduled() == 0;
      const bool waits = delivery.state == delivery_state::waiting;
      if (delivery.next_at != 0 ? !waits : waits && !for_its_cursor)
        complain("a delivery waits for nothing, or the reverse");
      if (delivery.next_at != 0) due_[row.id].emplace(delivery.next_at, place);
      settled += find_delivered(rows_, row.id, place) ? 0 : 1;
      return true;
    });
    const auto at_once = keys::delivered_at_once(row.id);
    rows_.scan(at_once, at_once.end_of_prefix(), [&settled](auto, auto value) {
      settled += storage::decode_row<delivered_row>(value).places.size();
      return true;
    });
    if (settled != row.settled) complain("settled deliveries of " + row.id.text);
    std::set<std::pair<unix_us, std::uint64_t>> found;
    for (const auto& one : deliveries_due(rows_, row.id, SIZE_MAX))
      found.emplace(one.at, one.place);
    if (found != due_[row.id]) complain("work of " + row.id.text);
    const auto counters = counters_.find(row.project);
    const auto end = counters == counters_.end() ? 0 : counters->second.sequence;
    if (row.cursor > end) complain("the cursor of " + row.id.text + " is ahead of the stream");
    if (!std::ranges::is_sorted(row.period_from)) complain("periods of " + row.id.text);
  }

  void compare_indexes() {
    for (const auto& [key, value] : expected_) {
      const auto row = found_.find(key);
      if (row == found_.end()) {
        complain("missing " + name_of(key));
      } else if (row->second != value) {
        complain("wrong value at " + name_of(key));
      }
    }
    for (const auto& [key, value] : found_) {
      if (!expected_.contains(key)) complain("dangling " + name_of(key));
    }
  }

  void check_counters(const project_id& project, const project_counters& counters) {
    if (counters.identities != created_[project]) complain("identities of " + project.text);
    if (counters.released_mails != released_in_[project]) complain("mails of " + project.text);
    for (std::uint8_t n = 1; n <= identity_status_count; ++n) {
      const auto status = static_cast<identity_status>(n);
      if (counters.with(status) != by_status_[{project, status}]) {
        complain(fmt::format("{}: {} counted as {}, there are {}", project.text, to_name(status),
                             counters.with(status), by_status_[{project, status}]));
      }
    }
    if (count(keys::mails_of(project)) != released_in_[project]) complain("rr of " + project.text);
  }

  void check_counts(const identity_row& row) {
    const identity& s = row.state;
    if (s.child_count != children_[s.id]) complain("children of " + s.id.text);
    if (count(keys::children_of(s.id)) != children_[s.id]) complain("rc of " + s.id.text);
    if (s.mail_count != received_[s.id]) complain("mails received by " + s.id.text);
    if (row.released_mails != released_[s.id]) complain("mails released by " + s.id.text);
    if (row.event_count != count(keys::events_of(s.id))) complain("events of " + s.id.text);
    if (s.event_budget != 0 && s.mail_count > s.event_budget) complain("budget of " + s.id.text);
  }

  std::size_t count(const storage::row_key& prefix) const {
    std::size_t rows = 0;
    rows_.scan(prefix, prefix.end_of_prefix(), [&rows](auto, auto) { return ++rows > 0; });
    return rows;
  }

  // Places are dense, and each fact's id leads to its first place.
  void check_streams() {
    std::size_t facts = 0;
    for (const auto& [project, counters] : counters_) {
      std::uint64_t place = 0;
      const auto prefix = keys::stream_of(project);
      rows_.scan(prefix, prefix.end_of_prefix(), [&](auto key, auto value) {
        const auto row = storage::decode_row<project_event_row>(value);
        const auto last = storage::row_key_reader(key.substr(prefix.view().size()))
                              .template number<std::uint64_t>();
        if (last != place + row.identities.size())
          complain("a gap in the stream of " + project.text);
        const auto first = rows_.get(keys::sequence_of(row.id));
        const auto wanted = storage::row_key("").id(project).number(place + 1);
        if (!first || *first != wanted.view()) complain("sequence of " + row.id.text);
        place = last;
        ++facts;
        return true;
      });
      if (place != counters.sequence) complain("the stream of " + project.text + " ends elsewhere");
    }
    if (count(storage::row_key("rk")) != facts) complain("event ids without an event");
  }

  void check_remembered() {
    std::size_t by_age = 0;
    const auto prefix = keys::remembered_by_age();
    rows_.scan(prefix, prefix.end_of_prefix(), [&](auto key, auto) {
      ++by_age;
      if (!rows_.get(keys::remembered(key.substr(10)))) complain("an age without its command");
      return true;
    });
    if (count(storage::row_key("rd")) != by_age) complain("a remembered command without its age");
  }

  static inline const std::set<std::string> indexes{"rg", "rl", "rs", "rt", "rw", "rz", "rx", "rq"};

  const storage::row_reader& rows_;
  std::map<identity_id, identity_row> identities_;
  std::map<event_id, mail_row> mails_;
  std::map<webhook_id, webhook_row> webhooks_;
  std::map<webhook_id, std::set<std::pair<unix_us, std::uint64_t>>> due_;
  std::map<project_id, project_counters> counters_;
  std::map<std::string, std::string, std::less<>> found_;
  std::map<std::string, std::string, std::less<>> expected_;
  std::map<identity_id, std::size_t> children_, received_, released_;
  std::map<project_id, std::size_t> created_, released_in_;
  std::map<std::pair<project_id, identity_status>, std::size_t> by_status_;
  std::vector<std::string> complaints_;
};

}  // namespace

std::vector<std::string> audit_rows(const storage::row_reader& rows) { return audit(rows).run(); }

}  // namespace carnet::test
