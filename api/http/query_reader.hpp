// The query's counterpart of body_reader: typed, bounded parameters, the first mistake kept with
// its name. Parameters nobody asks for are ignored; one given twice is a mistake
// unless it is asked for with texts().
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/errors.hpp"
#include "api/http/request.hpp"

namespace carnet::http {

class query_reader {
 public:
  explicit query_reader(const request& from) : from_(from) {}

  std::optional<std::string> text(std::string_view name, std::size_t bytes_max = 1024);
  std::optional<std::int64_t> integer(std::string_view name, std::int64_t min, std::int64_t max);
  std::optional<double> number(std::string_view name, double min, double max);
  /// Every value of a parameter that may be repeated, in the order given.
  std::vector<std::string> texts(std::string_view name, std::size_t count_max,
                                 std::size_t bytes_max = 1024);
  /// "true" or "false".
  std::optional<bool> flag(std::string_view name);

  bool has(std::string_view name) const;

  /// Records a mistake about a parameter (unless there was one before).
  void fail(std::string_view name, std::string message);

  std::optional<problem> finish() { return mistake_; }

 private:
  const std::string* find(std::string_view name);

  const request& from_;
  std::optional<problem> mistake_;
};

}  // namespace carnet::http
