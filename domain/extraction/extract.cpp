// The course of an extraction: read the parts into one document, find cues, find candidates, gather
// reasons, score, rank, choose. Each step is its own file; this one holds only the order and the
// choice.

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "domain/extraction/code_reasons.hpp"
#include "domain/extraction/code_scan.hpp"
#include "domain/extraction/cue_context.hpp"
#include "domain/extraction/document.hpp"
#include "domain/extraction/expectation.hpp"
#include "domain/extraction/extraction.hpp"
#include "domain/extraction/html_reader.hpp"
#include "domain/extraction/link_reasons.hpp"
#include "domain/extraction/model.hpp"
#include "domain/extraction/text_reader.hpp"

namespace carnet::extraction {

class workspace_state {
 public:
  document doc;
  cue_context cues;
  std::vector<code_spot> spots;
};

workspace::workspace() : state_(std::make_unique<workspace_state>()) {}
workspace::~workspace() = default;
workspace::workspace(workspace&&) noexcept = default;
workspace& workspace::operator=(workspace&&) noexcept = default;

namespace {

std::string_view sender_host(std::string_view from) {
  const std::string_view address = address_of(from);
  const std::size_t at = address.rfind('@');
  return at == std::string_view::npos ? std::string_view() : address.substr(at + 1);
}

void mark_provenance(provenance judged, reason_set& reasons) {
  if (judged == provenance::expected) reasons.set(index_of(reason::expected_origin));
  if (judged == provenance::stranger) reasons.set(index_of(reason::unexpected_host));
}

void read_parts(const message_view& message, document& doc) {
  doc.clear();
  if (!message.subject.empty()) read_text(message.subject, place::subject, doc);
  const std::size_t first_text = doc.lines.size();
  doc.origins.push_back({static_cast<std::uint32_t>(doc.text.size()), 0});
  if (!message.text.empty()) read_text(message.text, place::text, doc);
  doc.origins.push_back({static_cast<std::uint32_t>(doc.text.size()), 0});
  if (!message.html.empty()) read_html(message.html, doc);
  find_printed_links(doc, first_text);
}

std::string comparable(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c != '-') out.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c);
  }
  return out;
}

// The same code in several places is one candidate with the reasons of its best place, and that it
// recurs.
struct code_group {
  candidate best;
  double score = 0;
  bool in_subject = false;
  bool in_body = false;
  std::uint32_t times = 0;
  reason_set named;  // what any of its places says it is instead
};

// A value that is called an order number in one place is none in another.
reason_set other_names() {
  reason_set out;
  for (const reason each : {reason::identifier_label, reason::coupon_context, reason::card_context,
                            reason::password_itself}) {
    out.set(index_of(each));
  }
  return out;
}

candidate make_code(const document& doc, const code_spot& spot, const reason_set& reasons) {
  candidate out;
  out.type = secret_type::otp;
  out.value = spot.value;
  out.where = doc.lines[spot.line].where;
  out.offset = doc.raw_offset(spot.begin);
  out.length = doc.raw_offset(spot.end - 1) + 1 - out.offset;
  out.reasons = reasons;
  return out;
}

void add_codes(workspace_state& state, const message_facts& facts, std::string_view from,
               const expectation& expected, std::vector<candidate>& out) {
  std::unordered_map<std::string, code_group> groups;
  for (const code_spot& spot : state.spots) {
    reason_set reasons = code_reasons(state.doc, state.cues, facts, spot);
    // "Studio 2024": the number belongs to the sender's name.
    if (from.find(spot.value) != std::string_view::npos)
      reasons.set(index_of(reason::in_sender_name));
    const double score = score_of(secret_type::otp, reasons);
    code_group& group = groups[comparable(spot.value)];
    const bool subject = state.doc.lines[spot.line].where == place::subject;
    group.in_subject |= subject;
    group.in_body |= !subject;
    ++group.times;
    group.named |= reasons & other_names();
    if (group.times == 1 || score > group.score) {
      group.best = make_code(state.doc, spot, reasons);
      group.score = score;
    }
  }
  const origin_bound bound = read_origin_bound(state.doc);
  const provenance judged = provenance_of_code(provenance_of(from, expected), bound.host, expected);
  for (auto& [key, group] : groups) {
    reason_set& reasons = group.best.reasons;
    reasons |= group.named;
    if (group.in_subject && group.in_body) reasons.set(index_of(reason::subject_and_body));
    if (group.times > 1) reasons.set(index_of(reason::repeated));
    if (!bound.code.empty() && key == comparable(bound.code)) {
      reasons.set(index_of(reason::origin_bound));
      for (const reason each : {reason::hash_mark, reason::sentence_number, reason::no_code_cue}) {
        reasons.reset(index_of(each));
      }
    }
    mark_provenance(judged, reasons);
    out.push_back(std::move(group.best));
  }
}

void add_links(workspace_state& state, const message_facts& facts, std::string_view from,
               const expectation& expected, std::vector<candidate>& out) {
  const std::string_view sender = sender_host(from);
  const provenance message = provenance_of(from, expected);
  const std::vector<link_case> links = collect_links(state.doc);
  link_facts all;
  all.targets = links.size();
  for (const link_case& link : links) {
    all.buttons += state.doc.links[link.spot].button;
    all.trackers += link.shape.tracked;
  }
  for (std::size_t i = 0; i < links.size() && i < max_scored; ++i) {
    const link_spot& spot = state.doc.links[links[i].spot];
    candidate made;
    made.type = secret_type::link;
    made.value = spot.href;
    made.where = spot.where;
    made.offset = spot.raw_offset;
    made.length = spot.raw_length;
    made.reasons = link_reasons(state.doc, state.cues, facts, all, links[i], sender);
    mark_provenance(provenance_of_link(message, links[i].shape, expected), made.reasons);
    out.push_back(std::move(made));
  }
}

// Reasons that no other reason outweighs.
bool vetoed(const reason_set& reasons) {
  return reasons.test(index_of(reason::host_differs)) ||
         reasons.test(index_of(reason::unexpected_host));
}

void rank(std::vector<candidate>& candidates, const options& wanted) {
  for (candidate& each : candidates) {
    const bool refused = vetoed(each.reasons);
    each.confidence = refused ? 0 : confidence_of(each.type, score_of(each.type, each.reasons));
  }
  std::ranges::sort(candidates, [](const candidate& a, const candidate& b) {
    if (a.confidence != b.confidence) return a.confidence > b.confidence;
    return std::tie(a.where, a.offset, a.value) < std::tie(b.where, b.offset, b.value);
  });
  if (candidates.size() > wanted.max_candidates) candidates.resize(wanted.max_candidates);
}

// A code that is good enough goes before a link: whoever sends both means the code to be typed
// here. A number or name that no word calls a code does not.
std::optional<std::size_t> choose(const std::vector<candidate>& candidates, const options& wanted) {
  std::optional<std::size_t> link;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i].confidence < wanted.min_confidence) break;
    if (candidates[i].type == secret_type::link) {
      if (!link) link = i;
    } else if (!link || !candidates[i].reasons.test(index_of(reason::no_code_cue))) {
      return i;
    }
  }
  return link;
}

}  // namespace

extraction_result extract(const message_view& message, const options& wanted, workspace& buffers) {
  workspace_state& state = buffers.state();
  extraction_result result;
  const expectation expected{wanted.expect_sender, wanted.expect_host};
  if (!wanted.allow_otp && !wanted.allow_link) return result;
  read_parts(message, state.doc);
  result.work = state.doc.work;
  if (state.doc.lines.empty()) return result;
  state.cues.build(state.doc, cue_matcher::shared());
  state.spots.clear();
  const std::size_t numbers = scan_codes(state.doc, max_scored, state.spots);
  const message_facts facts = gather_facts(state.doc, state.cues, numbers);
  if (wanted.allow_otp) add_codes(state, facts, message.from, expected, result.candidates);
  if (wanted.allow_link) add_links(state, facts, message.from, expected, result.candidates);
  rank(result.candidates, wanted);
  result.primary = choose(result.candidates, wanted);
  result.work = state.doc.work;
  return result;
}

extraction_result extract(const message_view& message, const options& wanted) {
  workspace buffers;
  return extract(message, wanted, buffers);
}

}  // namespace carnet::extraction
