#include "api/exports/export_file.hpp"

#include "api/exports/ocsf_streams.hpp"

namespace carnet::exports {

namespace {

constexpr std::size_t events_per_piece = 50;

}  // namespace

export_file::export_file(const service& app, const project_id& project, partition_id partition,
                         const export_created& facts)
    : app_(app),
      format_(facts.format),
      text_(app, project, partition, facts),
      mails_(project, facts),
      events_(project, facts),
      left_(facts.records) {
  reader_.project = project;
  reader_.partition = partition;
  if (const auto owner = app.core.directory().find_project(project))
    reader_.organization = owner->organization;
}

http::flow export_file::next(std::string& into) {
  if (is_ocsf(format_)) return next_events(into);
  if (!begun_) text_.begin(into);
  begun_ = true;
  if (left_ == 0 || mails_.ended()) return http::flow::ends;
  for (const auto& one : mails_.next(text_.rows(), mails_per_piece)) {
    if (left_ == 0) break;
    text_.append(into, one.mail);
    --left_;
  }
  return left_ == 0 || mails_.ended() ? http::flow::ends : http::flow::more;
}

http::flow export_file::next_events(std::string& into) {
  const auto from = source_of(app_, reader_, schemas::ocsf_stream::events);
  const auto version = ocsf_version_of(format_);
  events_.next(from.rows, events_per_piece, [&](const auto& fact, std::uint64_t place) {
    if (left_ == 0) return;
    producers::append_ocsf_event(into, from, version, fact, place);
    into += '\n';
    --left_;
  });
  return left_ == 0 || events_.ended() ? http::flow::ends : http::flow::more;
}

}  // namespace carnet::exports
