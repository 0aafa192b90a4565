// Beast's incremental HTTP/1 parser, filling a request in place: no field map, no copy of the body.
// Adds what Beast leaves to its user: a bound on the whole header section (Beast bounds one call's
// share of it), refusal of Transfer-Encodings other than chunked (request smuggling) and of a
// second Host, and the dropping of trailers. Inside api/http only.
#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include <functional>

#include "api/http/request.hpp"

namespace carnet::http {

/// Told of the parser's progress; a refusal makes the rest of the body be skipped.
class parse_listener {
 public:
  virtual ~parse_listener() = default;
  /// The request line is known. Gives the bound of the body, bytes.
  virtual std::uint64_t on_request_line() = 0;
  /// All header fields are known; false ends the parsing here, before the body.
  virtual bool on_head() = 0;
  /// `bytes` more of the body; false when they are not to be kept.
  virtual bool on_body_part(std::size_t bytes) = 0;
};

class request_parser final : public boost::beast::http::basic_parser<true> {
 public:
  using error_code_type = boost::beast::error_code;
  using text = boost::beast::string_view;

  /// 10 or 11, once the request line is known.
  int version() const { return version_; }

  request_parser(request& into, parse_listener& listener, std::size_t header_bytes_max);

  /// Parses what is there and gives how much of it is used up; `need_more` keeps the rest for the
  /// next call, which must bring at least one byte more.
  std::size_t put(boost::asio::const_buffer bytes, error_code_type& ec);

 private:
  void on_request_impl(boost::beast::http::verb verb, text method_text, text target, int version,
                       error_code_type& ec) override;
  void on_response_impl(int code, text reason, int version, error_code_type& ec) override;
  void on_field_impl(boost::beast::http::field name, text name_text, text value,
                     error_code_type& ec) override;
  void on_header_impl(error_code_type& ec) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>& length,
                         error_code_type& ec) override;
  std::size_t on_body_impl(text part, error_code_type& ec) override;
  void on_chunk_header_impl(std::uint64_t size, text extensions, error_code_type& ec) override;
  std::size_t on_chunk_body_impl(std::uint64_t remain, text part, error_code_type& ec) override;
  void on_finish_impl(error_code_type& ec) override;

  request& into_;
  parse_listener& listener_;
  const std::size_t header_bytes_max_;
  std::size_t field_bytes_ = 0;
  int version_ = 11;
  bool head_done_ = false;
  bool chunk_seen_ = false;
};

}  // namespace carnet::http
