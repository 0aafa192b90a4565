// The header fields of one request, kept in one buffer that is reused from request to request.
// Names compare case-insensitively (RFC 9110, section 5.1). Views stay valid until clear().
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnet::http {

class header_list {
 public:
  static constexpr std::size_t count_max = 100;

  /// Appends a field; false when there are count_max already.
  bool add(std::string_view name, std::string_view value);

  /// The first value of the field, or an empty text when it is absent.
  std::string_view get(std::string_view name) const;

  bool has(std::string_view name) const { return find(name) != nullptr; }

  /// How often the field was sent; a second one of a single-valued field is a client's mistake.
  std::size_t count(std::string_view name) const;

  /// Calls `visit(name, value)` for every field, in the order sent.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (const field& one : fields_) {
      visit(name_of(one), std::string_view(text_).substr(one.at + one.name_size, one.value_size));
    }
  }

  std::size_t size() const { return fields_.size(); }
  std::size_t bytes() const { return text_.size(); }
  void clear();

 private:
  struct field {
    std::uint32_t at;
    std::uint32_t name_size;
    std::uint32_t value_size;
  };

  const field* find(std::string_view name) const;
  std::string_view name_of(const field& one) const {
    return std::string_view(text_).substr(one.at, one.name_size);
  }

  std::string text_;
  std::vector<field> fields_;
};

/// ASCII case-insensitive equality, as HTTP tokens compare.
bool equal_ignoring_case(std::string_view a, std::string_view b);

}  // namespace carnet::http
