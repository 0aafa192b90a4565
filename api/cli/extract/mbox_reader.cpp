#include "api/cli/extract/mbox_reader.hpp"

namespace carnet::api::cli {
namespace {

bool is_quoted_separator(std::string_view line) {
  const auto mark = line.find_first_not_of('>');
  return mark != 0 && mark != std::string_view::npos &&
         line.substr(mark).starts_with(mbox_separator);
}

}  // namespace

void mbox_reader::skip_first_separator() {
  inside_ = lines_.next(line_) != line_state::ended;
  after_empty_ = false;
}

bool mbox_reader::starts_message(line_state state) const {
  return state == line_state::whole && after_empty_ && line_.starts_with(mbox_separator);
}

void mbox_reader::keep(std::string& message, line_state state) {
  const std::string_view line = std::string_view(line_).substr(is_quoted_separator(line_) ? 1 : 0);
  if (state == line_state::too_long || line.size() + 1 > lines_.limit_bytes() - message.size()) {
    too_long_ = true;
    message.clear();
  }
  if (!too_long_) message.append(line).push_back('\n');
}

mbox_state mbox_reader::next(std::string& message) {
  message.clear();
  too_long_ = false;
  for (;;) {
    const line_state state = lines_.next(line_);
    if (state == line_state::ended) {
      if (!inside_) return mbox_state::ended;
      inside_ = false;
      break;
    }
    const bool separator = starts_message(state);
    after_empty_ = state == line_state::whole && (line_.empty() || line_ == "\r");
    if (separator && inside_) break;
    if (separator) {
      inside_ = true;
    } else if (inside_) {
      keep(message, state);
    }
  }
  return too_long_ ? mbox_state::too_long : mbox_state::whole;
}

}  // namespace carnet::api::cli
