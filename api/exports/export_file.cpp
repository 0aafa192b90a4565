#include "api/exports/export_file.hpp"

namespace carnet::exports {

export_file::export_file(const service& app, const project_id& project, partition_id partition,
                         const export_created& facts)
    : text_(app, project, partition, facts), mails_(project, facts), left_(facts.records) {}

http::flow export_file::next(std::string& into) {
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

}  // namespace carnet::exports
