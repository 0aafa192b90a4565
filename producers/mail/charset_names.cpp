// The closed list of charsets. Labels that senders use loosely are widened the way browsers do
// (WHATWG Encoding): Latin-1 means Windows-1252, GB 2312 means GB 18030.
#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>

#include "producers/mail/charset.hpp"

namespace carnet::mime {
namespace {

using alias = std::pair<std::string_view, const char*>;

// Sorted by label in lower case, for binary search; checked below.
constexpr std::array aliases = {
    alias{"ansi_x3.4-1968", ""},
    alias{"arabic", "ISO-8859-6"},
    alias{"ascii", ""},
    alias{"big5", "BIG5-HKSCS"},
    alias{"big5-hkscs", "BIG5-HKSCS"},
    alias{"chinese", "GB18030"},
    alias{"cn-big5", "BIG5-HKSCS"},
    alias{"cn-gb", "GB18030"},
    alias{"cp1250", "CP1250"},
    alias{"cp1251", "CP1251"},
    alias{"cp1252", "CP1252"},
    alias{"cp437", "CP437"},
    alias{"cp850", "CP850"},
    alias{"cp866", "CP866"},
    alias{"cp874", "CP874"},
    alias{"cp932", "CP932"},
    alias{"cp936", "GB18030"},
    alias{"cp949", "UHC"},
    alias{"cp950", "BIG5-HKSCS"},
    alias{"euc-cn", "GB18030"},
    alias{"euc-jp", "EUC-JP-MS"},
    alias{"euc-kr", "UHC"},
    alias{"gb18030", "GB18030"},
    alias{"gb2312", "GB18030"},
    alias{"gb_2312-80", "GB18030"},
    alias{"gbk", "GB18030"},
    alias{"greek", "ISO-8859-7"},
    alias{"hebrew", "ISO-8859-8"},
    alias{"ibm437", "CP437"},
    alias{"ibm850", "CP850"},
    alias{"ibm866", "CP866"},
    alias{"iso-2022-cn", "ISO-2022-CN"},
    alias{"iso-2022-jp", "ISO-2022-JP-3"},
    alias{"iso-2022-jp-2", "ISO-2022-JP-2"},
    alias{"iso-2022-kr", "ISO-2022-KR"},
    alias{"iso-8859-1", "CP1252"},
    alias{"iso-8859-10", "ISO-8859-10"},
    alias{"iso-8859-11", "CP874"},
    alias{"iso-8859-13", "ISO-8859-13"},
    alias{"iso-8859-14", "ISO-8859-14"},
    alias{"iso-8859-15", "ISO-8859-15"},
    alias{"iso-8859-16", "ISO-8859-16"},
    alias{"iso-8859-2", "ISO-8859-2"},
    alias{"iso-8859-3", "ISO-8859-3"},
    alias{"iso-8859-4", "ISO-8859-4"},
    alias{"iso-8859-5", "ISO-8859-5"},
    alias{"iso-8859-6", "ISO-8859-6"},
    alias{"iso-8859-6-i", "ISO-8859-6"},
    alias{"iso-8859-7", "ISO-8859-7"},
    alias{"iso-8859-8", "ISO-8859-8"},
    alias{"iso-8859-8-i", "ISO-8859-8"},
    alias{"iso-8859-9", "CP1254"},
    alias{"iso8859-1", "CP1252"},
    alias{"iso8859-15", "ISO-8859-15"},
    alias{"iso8859-2", "ISO-8859-2"},
    alias{"iso_8859-1", "CP1252"},
    alias{"koi8-r", "KOI8-R"},
    alias{"koi8-u", "KOI8-U"},
    alias{"ks_c_5601-1987", "UHC"},
    alias{"latin1", "CP1252"},
    alias{"latin2", "ISO-8859-2"},
    alias{"macintosh", "MACINTOSH"},
    alias{"ms936", "GB18030"},
    alias{"ms949", "UHC"},
    alias{"ms_kanji", "CP932"},
    alias{"shift-jis", "CP932"},
    alias{"shift_jis", "CP932"},
    alias{"sjis", "CP932"},
    alias{"tis-620", "CP874"},
    alias{"ucs-2", "UCS-2BE"},
    alias{"unicode-1-1-utf-7", "UTF-7"},
    alias{"unicode-1-1-utf-8", ""},
    alias{"us-ascii", ""},
    alias{"utf-16", "UTF-16"},
    alias{"utf-16be", "UTF-16BE"},
    alias{"utf-16le", "UTF-16LE"},
    alias{"utf-32", "UTF-32"},
    alias{"utf-32be", "UTF-32BE"},
    alias{"utf-32le", "UTF-32LE"},
    alias{"utf-7", "UTF-7"},
    alias{"utf-8", ""},
    alias{"utf8", ""},
    alias{"windows-1250", "CP1250"},
    alias{"windows-1251", "CP1251"},
    alias{"windows-1252", "CP1252"},
    alias{"windows-1253", "CP1253"},
    alias{"windows-1254", "CP1254"},
    alias{"windows-1255", "CP1255"},
    alias{"windows-1256", "CP1256"},
    alias{"windows-1257", "CP1257"},
    alias{"windows-1258", "CP1258"},
    alias{"windows-31j", "CP932"},
    alias{"windows-874", "CP874"},
    alias{"windows-936", "GB18030"},
    alias{"windows-949", "UHC"},
    alias{"x-euc-jp", "EUC-JP-MS"},
    alias{"x-gbk", "GB18030"},
    alias{"x-mac-roman", "MACINTOSH"},
    alias{"x-sjis", "CP932"},
    alias{"x-unknown", ""},
};

constexpr bool label_less(const alias& left, const alias& right) {
  return left.first < right.first;
}
static_assert(std::is_sorted(aliases.begin(), aliases.end(), label_less));

}  // namespace

const char* iconv_name(std::string_view charset) {
  std::string label;
  for (const char c : charset.substr(0, 40)) {
    if (c != ' ' && c != '"' && c != '\'') label += static_cast<char>(std::tolower(c & 0xff));
  }
  const alias wanted{label, nullptr};
  const auto* found = std::lower_bound(aliases.begin(), aliases.end(), wanted, label_less);
  if (found == aliases.end() || found->first != label) return nullptr;
  return found->second;
}

}  // namespace carnet::mime
