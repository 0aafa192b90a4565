// Texts behind their lengths, then the message to the end.
#include "producers/ingress/mail_parcel.hpp"

#include "storage/log/big_endian.hpp"

namespace carnet::producers {
namespace {

constexpr std::uint32_t format = 1;
constexpr std::uint32_t recipients_max = 100;

using storage::append_big_endian;
using storage::load_big_endian;

void put(std::string& out, std::string_view text) {
  append_big_endian(out, static_cast<std::uint32_t>(text.size()));
  out.append(text);
}

class parcel_reader {
 public:
  explicit parcel_reader(std::string_view bytes) : rest_(bytes) {}

  std::uint32_t number() {
    if (rest_.size() < sizeof(std::uint32_t)) return fail();
    const auto value = load_big_endian<std::uint32_t>(rest_.data());
    rest_.remove_prefix(sizeof value);
    return value;
  }

  std::string text() {
    const std::uint32_t size = number();
    if (size > rest_.size()) {
      fail();
      return {};
    }
    std::string out(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return out;
  }

  std::string_view rest() const { return rest_; }
  bool whole() const { return whole_; }

 private:
  std::uint32_t fail() {
    whole_ = false;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool whole_ = true;
};

}  // namespace

std::string pack_mail(const inbound_mail& mail) {
  std::string out;
  out.reserve(mail.raw.size() + mail.trace_header.size() + 1024);
  append_big_endian(out, format);
  append_big_endian(out, static_cast<std::uint32_t>(mail.tls));
  put(out, mail.envelope_from);
  put(out, mail.peer);
  put(out, mail.helo);
  put(out, mail.trace_header);
  append_big_endian(out, static_cast<std::uint32_t>(mail.recipients.size()));
  for (const auto& one : mail.recipients) put(out, one);
  out.append(mail.raw);
  return out;
}

std::optional<inbound_mail> unpack_mail(std::string_view bytes) {
  parcel_reader parcel(bytes);
  if (parcel.number() != format) return std::nullopt;
  inbound_mail mail;
  mail.tls = parcel.number() != 0;
  mail.envelope_from = parcel.text();
  mail.peer = parcel.text();
  mail.helo = parcel.text();
  mail.trace_header = parcel.text();
  const std::uint32_t count = parcel.number();
  if (count == 0 || count > recipients_max) return std::nullopt;
  for (std::uint32_t n = 0; n < count; ++n) mail.recipients.push_back(parcel.text());
  if (!parcel.whole()) return std::nullopt;
  mail.raw = parcel.rest();
  return mail;
}

}  // namespace carnet::producers
