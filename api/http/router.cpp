// The walk prefers a literal child and falls back to the parameter child, so that
// /v1/identities/events/recent and /v1/identities/{id}/events live side by side.
#include "api/http/router.hpp"

#include <cstdio>
#include <cstdlib>

namespace carnet::http {
namespace {

[[noreturn]] void abort_on(std::string_view what, std::string_view pattern) {
  std::fprintf(stderr, "route table: %.*s: %.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(pattern.size()), pattern.data());
  std::abort();
}

bool is_parameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

bool split(std::string_view path, router::match& into) {
  if (path.empty() || path.front() != '/') return false;
  path.remove_prefix(1);
  while (true) {
    if (into.segment_count == router::segments_max) return false;
    const std::size_t slash = path.find('/');
    into.segments[into.segment_count++] = path.substr(0, slash);
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

std::uint8_t bit(method verb) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(verb));
}

}  // namespace

router::router(std::vector<route> table) : table_(std::move(table)) {
  nodes_.emplace_back();
  for (std::size_t row = 0; row < table_.size(); ++row) insert(row);
}

std::uint32_t router::child(std::uint32_t parent, std::string_view segment) {
  const auto fresh = static_cast<std::uint32_t>(nodes_.size());
  if (is_parameter(segment)) {
    if (nodes_[parent].parameter != 0) return nodes_[parent].parameter;
    nodes_[parent].parameter = fresh;
  } else {
    for (const auto& [text, at] : nodes_[parent].literals) {
      if (text == segment) return at;
    }
    nodes_[parent].literals.emplace_back(segment, fresh);
  }
  nodes_.emplace_back();
  return fresh;
}

void router::insert(std::size_t row) {
  const route& added = table_[row];
  match pattern;
  if (!split(added.pattern, pattern)) abort_on("not a path", added.pattern);
  std::uint32_t at = 0;
  for (std::size_t i = 0; i < pattern.segment_count; ++i) at = child(at, pattern.segments[i]);
  auto& slot = nodes_[at].rows[static_cast<std::size_t>(added.verb)];
  if (slot >= 0) abort_on("given twice", added.pattern);
  slot = static_cast<std::int16_t>(row);
  nodes_[at].has_rows = true;
}

const router::node* router::walk(const node& from, const match& path, std::size_t depth) const {
  if (depth == path.segment_count) return from.has_rows ? &from : nullptr;
  const std::string_view segment = path.segments[depth];
  for (const auto& [text, at] : from.literals) {
    if (text != segment) continue;
    if (const node* end = walk(nodes_[at], path, depth + 1)) return end;
    break;
  }
  if (from.parameter == 0 || segment.empty()) return nullptr;
  return walk(nodes_[from.parameter], path, depth + 1);
}

router::match router::find(method verb, std::string_view path) const {
  match result;
  if (!split(path, result)) return result;
  const node* end = walk(nodes_.front(), result, 0);
  if (end == nullptr) return result;
  for (std::size_t i = 0; i < method_count; ++i) {
    if (end->rows[i] >= 0) result.allowed |= bit(static_cast<method>(i));
  }
  const auto get_row = end->rows[static_cast<std::size_t>(method::get)];
  const bool head = get_row >= 0 && !table_[static_cast<std::size_t>(get_row)].secret;
  if (head) result.allowed |= bit(method::head);
  auto row = verb == method::other ? std::int16_t{-1} : end->rows[static_cast<std::size_t>(verb)];
  if (row < 0 && verb == method::head && head) {
    row = get_row;
    result.head_of_get = true;
  }
  if (row >= 0) result.found = &table_[static_cast<std::size_t>(row)];
  return result;
}

bool router::path_params(const match& from,
                         std::vector<std::pair<std::string_view, std::string>>& into) {
  if (from.found == nullptr) return true;
  match pattern;
  if (!split(from.found->pattern, pattern)) return false;
  for (std::size_t i = 0; i < pattern.segment_count; ++i) {
    const std::string_view name = pattern.segments[i];
    if (!is_parameter(name)) continue;
    auto& [key, value] = into.emplace_back(name.substr(1, name.size() - 2), std::string());
    if (!percent_decode(from.segments[i], false, value) || !is_utf8(value)) return false;
  }
  return true;
}

std::string allow_text(std::uint8_t allowed) {
  std::string text;
  for (std::size_t i = 0; i < method_count; ++i) {
    const auto verb = static_cast<method>(i);
    if ((allowed & bit(verb)) == 0) continue;
    if (!text.empty()) text += ", ";
    text += to_name(verb);
  }
  return text;
}

}  // namespace carnet::http
