// What is sealed before it reaches log or state: the plain structs, and their bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace carnet::producers {

// What an identity's owner gave it, and its address. Both API revisions' members are kept.
struct identity_profile {
  std::string address;
  std::string label;
  std::string metadata;  // a JSON object; empty: none was given
  std::vector<std::string> tags;
  std::string domain_pool;
  std::string expect_sender;  // an address; empty: anybody may write
  std::string expect_host;    // a host; empty: any

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.address, r.label, r.metadata, r.tags, r.domain_pool, r.expect_sender, r.expect_host);
  }
};

struct mail_summary {
  std::string sender;  // the header From's address, else the envelope's
  std::string subject;
  std::string message_id;
  std::string envelope_sender;

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.sender, r.subject, r.message_id, r.envelope_sender);
  }
};

struct extraction_value {
  std::string value;
  std::vector<std::string> alternatives;
  std::string masked_subject;  // the subject with the value as ***

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.value, r.alternatives, r.masked_subject);
  }
};

// Where a webhook endpoint is, and what its owner calls it.
struct webhook_target {
  std::string url;
  std::string description;
  std::vector<std::string> tags;

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.url, r.description, r.tags);
  }
};

// Where a sink is, and what opens it.
struct sink_target {
  std::string url;
  std::string token;
  std::string description;

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.url, r.token, r.description);
  }
};

// Which field of an event a sealed content belongs to; part of what the seal authenticates.
namespace field {
inline constexpr std::string_view profile = "profile";
inline constexpr std::string_view summary = "summary";
inline constexpr std::string_view raw = "raw";
inline constexpr std::string_view value = "value";
inline constexpr std::string_view reply = "reply";
inline constexpr std::string_view name = "name";
inline constexpr std::string_view target = "target";
inline constexpr std::string_view secret = "secret";
inline constexpr std::string_view excerpt = "excerpt";
inline constexpr std::string_view digest = "digest";
inline constexpr std::string_view footer = "footer";
}  // namespace field

}  // namespace carnet::producers
