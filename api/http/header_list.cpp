// Lookup is a linear scan: requests carry about ten fields, and comparing lengths first rejects
// nearly all of them without touching the text.
#include "api/http/header_list.hpp"

namespace carnet::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

bool header_list::add(std::string_view name, std::string_view value) {
  if (fields_.size() >= count_max) return false;
  fields_.push_back({static_cast<std::uint32_t>(text_.size()),
                     static_cast<std::uint32_t>(name.size()),
                     static_cast<std::uint32_t>(value.size())});
  text_.append(name).append(value);
  return true;
}

const header_list::field* header_list::find(std::string_view name) const {
  for (const field& one : fields_) {
    if (one.name_size == name.size() && equal_ignoring_case(name_of(one), name)) return &one;
  }
  return nullptr;
}

std::string_view header_list::get(std::string_view name) const {
  const field* one = find(name);
  if (one == nullptr) return {};
  return std::string_view(text_).substr(one->at + one->name_size, one->value_size);
}

std::size_t header_list::count(std::string_view name) const {
  std::size_t found = 0;
  for (const field& one : fields_) found += equal_ignoring_case(name_of(one), name) ? 1 : 0;
  return found;
}

void header_list::clear() {
  text_.clear();
  fields_.clear();
}

}  // namespace carnet::http
