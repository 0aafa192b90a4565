// What one extraction costs: an SMS, a plain mail, an HTML mail, a mail with nothing in it, and the
// worst of the hostile shapes per byte. CARNET_EXTRACTION_CASES may name a JSONL file of cases; it
// is then run too.
//   extraction_bench --benchmark_min_time=10

#include <benchmark/benchmark.h>
#include <boost/json.hpp>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "domain/extraction/extraction.hpp"

namespace {

using carnet::extraction::extract;
using carnet::extraction::message_view;
using carnet::extraction::workspace;

struct stored_case {
  std::string from, subject, text, html;
  message_view view() const { return {from, subject, text, html}; }
};

std::string html_mail() {
  std::string out = "<html><head><style>a{color:#123}</style></head><body><table width='600'>";
  for (int i = 0; i < 20; ++i) {
    out +=
        "<tr><td style='font-family:Arial,sans-serif;font-size:16px;padding:8px 12px'>A line of "
        "words "
        "that a mail would hold, with its own style.</td></tr>";
  }
  out +=
      "<tr><td>Enter this code to sign in:</td></tr><tr><td "
      "style='font-size:32px'>482913</td></tr>";
  out +=
      "<tr><td><a href='https://a.example/help'>Help</a> <a "
      "href='https://a.example/u?k=1'>Unsubscribe</a>";
  return out + "</td></tr></table></body></html>";
}

void run(benchmark::State& state, const std::vector<stored_case>& cases) {
  workspace buffers;
  std::size_t bytes = 0;
  for (auto step : state) {
    (void)step;
    for (const stored_case& each : cases) {
      benchmark::DoNotOptimize(extract(each.view(), {}, buffers));
      bytes += each.subject.size() + each.text.size() + each.html.size();
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(cases.size()));
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

void sms(benchmark::State& state) {
  run(state,
      {{.text = "Harbor Bank: 482913 is your sign-in code. Valid for 5 min. Do not share it."}});
}
void plain_mail(benchmark::State& state) {
  run(state, {{.from = "Harbor <no-reply@harbor.example>",
               .subject = "Verify your address",
               .text = "Hello,\n\nopen this link to verify your address:\n\n"
                       "https://app.harbor.example/verify?token=9f8e7d6c5b4a39281706f5e4\n\n"
                       "If you did not ask for it, ignore this message.\n\nHarbor\n"}});
}
void html_code(benchmark::State& state) {
  run(state, {{.subject = "Sign in", .html = html_mail()}});
}
void nothing(benchmark::State& state) {
  run(state,
      {{.subject = "Lunch", .text = "See you at the harbor at noon, bring the boat shoes.\n"}});
}

std::string repeated(std::string_view piece) {
  std::string out;
  while (out.size() < 256 * 1024) out += piece;
  return out;
}
void hostile_digits(benchmark::State& state) { run(state, {{.text = repeated("482913 ")}}); }
void hostile_cues(benchmark::State& state) {
  run(state, {{.text = repeated("verification code 482913 ")}});
}
void hostile_tags(benchmark::State& state) {
  run(state, {{.html = repeated("<table><tr><td style='a:b'>")}});
}
void hostile_chinese(benchmark::State& state) {
  run(state, {{.text = repeated("您的一次性验证")}});
}

std::string member(const boost::json::object& from, std::string_view name) {
  const auto* found = from.if_contains(name);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

void cases_from_file(benchmark::State& state) {
  const char* path = std::getenv("CARNET_EXTRACTION_CASES");
  if (path == nullptr) {
    state.SkipWithError("CARNET_EXTRACTION_CASES is not set");
    return;
  }
  std::vector<stored_case> cases;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const auto parsed = boost::json::parse(line);
    const auto& each = parsed.as_object();
    cases.push_back({member(each, "from"), member(each, "subject"), member(each, "text"),
                     member(each, "html")});
  }
  run(state, cases);
}

BENCHMARK(sms);
BENCHMARK(plain_mail);
BENCHMARK(html_code);
BENCHMARK(nothing);
BENCHMARK(hostile_digits);
BENCHMARK(hostile_cues);
BENCHMARK(hostile_tags);
BENCHMARK(hostile_chinese);
BENCHMARK(cases_from_file);

}  // namespace

BENCHMARK_MAIN();
