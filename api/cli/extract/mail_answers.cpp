#include "api/cli/extract/mail_answers.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <array>
#include <istream>
#include <ostream>

#include "api/cli/extract/explain_view.hpp"
#include "api/cli/extract/extraction_json.hpp"
#include "producers/mail/parsed_mail.hpp"

namespace carnet::api::cli {
namespace {

std::string too_long() { return fmt::format("the mail is longer than {} bytes", mail_bytes_max); }

}  // namespace

void mail_answers::answer(std::string_view raw, const std::string& id) {
  const parsed_mail mail = parse_mail(raw);
  const extraction::message_view message{mail.from, mail.subject, mail.text, mail.html};
  const auto found = extraction::extract(message, settings_.wanted, buffers_);
  if (settings_.explain) return write_explanation(out_, id, message, found, settings_.colour);
  boost::json::object reply;
  reply["id"] = id;
  add_answer(reply, found, false);
  out_ << boost::json::serialize(reply) << '\n';
}

// Reads on from `raw`, what was read already. Room grows with the mail: most are small.
void mail_answers::answer_rest(std::istream& in, const std::string& id, std::string raw) {
  std::array<char, 64 * 1024> piece;
  while (in && raw.size() <= mail_bytes_max) {
    in.read(piece.data(), piece.size());
    raw.append(piece.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) return refuse(id, "it can not be read");
  raw.size() > mail_bytes_max ? refuse(id, too_long()) : answer(raw, id);
}

void mail_answers::answer_all(mbox_reader& messages, const std::string& id) {
  std::string raw;
  for (std::size_t number = 1;; ++number) {
    const mbox_state state = messages.next(raw);
    if (state == mbox_state::ended) return;
    const std::string name = fmt::format("{}#{}", id, number);
    state == mbox_state::whole ? answer(raw, name) : refuse(name, too_long());
  }
}

void mail_answers::answer_mbox(std::istream& in, const std::string& id) {
  mbox_reader messages(in, mail_bytes_max);
  answer_all(messages, id);
}

void mail_answers::answer_either(std::istream& in, const std::string& id) {
  std::string head(mbox_separator.size(), '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(in.gcount()));
  if (head != mbox_separator) return answer_rest(in, id, std::move(head));
  mbox_reader messages(in, mail_bytes_max);
  messages.skip_first_separator();
  answer_all(messages, id);
}

void mail_answers::refuse(const std::string& id, std::string why) {
  whole_ = false;
  if (settings_.explain) {
    out_ << printable(id, 256) << "\n  error    " << why << "\n\n";
    return;
  }
  boost::json::object reply;
  reply["id"] = id;
  reply["error"] = std::move(why);
  out_ << boost::json::serialize(reply) << '\n';
}

}  // namespace carnet::api::cli
