#include "api/cli/extract/json_cases.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <memory>
#include <ostream>
#include <string>

#include "api/cli/extract/bounded_lines.hpp"
#include "api/cli/extract/extraction_json.hpp"

namespace carnet::api::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t arena_bytes = 256 * 1024;

std::string_view text_member(const json::object& from, std::string_view name) {
  const json::value* found = from.if_contains(name);
  if (found == nullptr) return {};
  const json::string* text = found->if_string();
  return text == nullptr ? std::string_view() : std::string_view(text->data(), text->size());
}

class case_answerer {
 public:
  case_answerer(std::ostream& out, const extract_settings& settings, extraction::workspace& buffers)
      : out_(out), settings_(settings), buffers_(buffers) {}

  void answer(std::string_view line, std::uint64_t number) {
    json::monotonic_resource memory(arena_.get(), arena_bytes);
    boost::system::error_code failed;
    const json::value parsed = json::parse(line, failed, &memory);
    const json::object* object = failed ? nullptr : parsed.if_object();
    if (object == nullptr)
      return refuse(fmt::format("line {} is not {}", number, failed ? "JSON" : "an object"));
    extraction::message_view message;
    message.from = text_member(*object, "from");
    message.subject = text_member(*object, "subject");
    message.text = text_member(*object, "text");
    message.html = text_member(*object, "html");
    const json::value* id = object->if_contains("id");
    json::object reply;
    reply["id"] = id == nullptr ? json::value(nullptr) : json::value(*id, {});
    add_answer(reply, extraction::extract(message, settings_.wanted, buffers_), settings_.explain);
    out_ << json::serialize(reply) << '\n';
  }

  void refuse(std::string why) {
    whole_ = false;
    json::object reply;
    reply["id"] = nullptr;
    reply["error"] = std::move(why);
    out_ << json::serialize(reply) << '\n';
  }

  bool whole() const { return whole_; }

 private:
  std::ostream& out_;
  const extract_settings& settings_;
  extraction::workspace& buffers_;
  const std::unique_ptr<unsigned char[]> arena_ = std::make_unique<unsigned char[]>(arena_bytes);
  bool whole_ = true;
};

}  // namespace

bool answer_cases(std::istream& in, std::ostream& out, const extract_settings& settings,
                  extraction::workspace& buffers) {
  case_answerer cases(out, settings, buffers);
  bounded_lines lines(in, case_bytes_max);
  std::string line;
  for (;;) {
    const line_state state = lines.next(line);
    if (state == line_state::ended) return cases.whole();
    if (state == line_state::too_long) {
      cases.refuse(
          fmt::format("line {} is longer than {} bytes", lines.number(), lines.limit_bytes()));
    } else if (!line.empty() && line != "\r") {
      cases.answer(line, lines.number());
    }
  }
}

}  // namespace carnet::api::cli
