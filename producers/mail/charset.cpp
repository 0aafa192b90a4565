// Conversion to UTF-8. Text without high bytes, which is most of it, never gets as far as iconv;
// what does finds its converter still open, since closing the last one of a charset unloads a
// library.
#include "producers/mail/charset.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <map>

namespace carnet::mime {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

std::uint8_t byte_at(std::string_view text, std::size_t at) {
  return static_cast<std::uint8_t>(text[at]);
}

bool is_ascii(std::string_view bytes) {
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, sizeof word);
    if ((word & 0x8080808080808080U) != 0) return false;
  }
  for (; at < bytes.size(); ++at) {
    if (byte_at(bytes, at) >= 0x80) return false;
  }
  return true;
}

// Length of the well-formed sequence at `at`, 0 when it is ill-formed (Unicode table 3-7).
std::size_t sequence_length(std::string_view bytes, std::size_t at) {
  const auto lead = byte_at(bytes, at);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.size()) return 0;
  const auto second = byte_at(bytes, at + 1);
  const int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  const int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if ((byte_at(bytes, at + i) & 0xc0) != 0x80) return 0;
  }
  return length;
}

// Share of the high bytes that lie in well-formed sequences decides whether text is damaged UTF-8.
bool mostly_utf8(std::string_view bytes) {
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto length = sequence_length(bytes, at);
    if (length == 0) ++bad;
    if (length > 1) ++good;
    at += length == 0 ? 1 : length;
  }
  return good > bad * 4;
}

// GB 2312 text is runs of byte pairs whose leads are symbols (A1-A9) or frequent characters
// (B0-D7); Western words hold single high bytes, mostly E0 and above.
bool looks_like_gb(std::string_view bytes) {
  bool seen = false;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto lead = byte_at(bytes, at);
    if (lead < 0x80) {
      ++at;
      continue;
    }
    const bool frequent = (lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xd7);
    if (!frequent || at + 1 >= bytes.size() || byte_at(bytes, at + 1) < 0xa1) return false;
    seen = true;
    at += 2;
  }
  return seen;
}

class converter {
 public:
  explicit converter(const char* name) : handle_(iconv_open("UTF-8", name)) {}
  ~converter() {
    if (valid()) iconv_close(handle_);
  }
  converter(const converter&) = delete;
  converter& operator=(const converter&) = delete;
  [[nodiscard]] bool valid() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  std::string run(std::string_view bytes) {
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);  // back to the initial shift state
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 2);
    std::array<char, 4096> chunk;
    auto* in = const_cast<char*>(bytes.data());
    std::size_t left = bytes.size();
    while (left > 0) {
      char* to = chunk.data();
      std::size_t room = chunk.size();
      const auto done = iconv(handle_, &in, &left, &to, &room);
      out.append(chunk.data(), chunk.size() - room);
      if (done != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
      out += replacement;
      if (errno != EILSEQ) break;
      ++in;
      --left;
    }
    flush(out);
    return out;
  }

 private:
  void flush(std::string& out) {
    std::array<char, 64> chunk;
    char* to = chunk.data();
    std::size_t room = chunk.size();
    if (iconv(handle_, nullptr, nullptr, &to, &room) != static_cast<std::size_t>(-1)) {
      out.append(chunk.data(), chunk.size() - room);
    }
  }

  iconv_t handle_;
};

// Encodings in which bytes below 0x80 do not stand for ASCII.
bool hides_ascii(std::string_view name) {
  return name.starts_with("UTF-") || name.starts_with("UCS-") || name.starts_with("ISO-2022");
}

std::string converted(std::string_view bytes, const char* name) {
  // By thread; at most one for each name of the closed list.
  thread_local std::map<std::string_view, converter> converters;
  auto& conversion = converters.try_emplace(name, name).first->second;
  if (!conversion.valid()) return repaired_utf8(bytes);
  return repaired_utf8(conversion.run(bytes));
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  if (is_ascii(bytes)) return true;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto length = sequence_length(bytes, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::string repaired_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  if (is_utf8(bytes)) {
    std::string out(bytes);
    std::erase(out, '\0');
    return out;
  }
  std::string out;
  out.reserve(bytes.size() + 16);
  for (std::size_t at = 0; at < bytes.size();) {
    const auto length = sequence_length(bytes, at);
    if (length == 0) {
      out += replacement;
    } else if (bytes[at] != '\0') {
      out.append(bytes.substr(at, length));
    }
    at += length == 0 ? 1 : length;
  }
  return out;
}

std::string guessed_utf8(std::string_view bytes) {
  if (is_utf8(bytes) || mostly_utf8(bytes)) return repaired_utf8(bytes);
  if (looks_like_gb(bytes)) return converted(bytes, "GB18030");
  return converted(bytes, "CP1252");
}

std::string to_utf8(std::string_view bytes, std::string_view charset) {
  const char* name = iconv_name(charset);
  if (name == nullptr || *name == '\0') return guessed_utf8(bytes);
  if (is_ascii(bytes) && !hides_ascii(name)) return repaired_utf8(bytes);
  return converted(bytes, name);
}

}  // namespace carnet::mime
