#include "producers/ocsf/columns.hpp"

#include <algorithm>
#include <array>

#include "domain/check.hpp"
#include "producers/ocsf/rendering.hpp"

namespace carnet::producers {
namespace {

constexpr auto number = ocsf_column_type::number;
constexpr auto text = ocsf_column_type::text;
constexpr auto texts = ocsf_column_type::texts;
constexpr auto json = ocsf_column_type::json;

constexpr std::array every_class{
    ocsf_column{"time", number, true},
    ocsf_column{"class_uid", number, true},
    ocsf_column{"class_name", text, true},
    ocsf_column{"category_uid", number, true},
    ocsf_column{"category_name", text, true},
    ocsf_column{"activity_id", number, true},
    ocsf_column{"activity_name", text, true},
    ocsf_column{"type_uid", number, true},
    ocsf_column{"type_name", text, true},
    ocsf_column{"severity_id", number, true},
    ocsf_column{"severity", text, true},
    ocsf_column{"status_id", number, true},
    ocsf_column{"status", text, true},
    ocsf_column{"status_detail", text},
    ocsf_column{"message", text, true},
    ocsf_column{"metadata.version", text, true},
    ocsf_column{"metadata.product.name", text, true},
    ocsf_column{"metadata.product.vendor_name", text, true},
    ocsf_column{"metadata.profiles", texts},
    ocsf_column{"metadata.uid", text, true},
    ocsf_column{"metadata.event_code", text, true},
    ocsf_column{"metadata.log_name", text, true},
    ocsf_column{"metadata.log_version", text, true},
    ocsf_column{"metadata.sequence", number, true},
    ocsf_column{"metadata.logged_time", number, true},
    ocsf_column{"metadata.tenant_uid", text},
    ocsf_column{"metadata.correlation_uid", text},
    ocsf_column{"unmapped", json, true},
};

constexpr std::array of_actor{
    ocsf_column{"actor.user.uid", text},
    ocsf_column{"actor.user.type", text},
    ocsf_column{"actor.user.type_id", number},
};

constexpr std::array of_entity{
    ocsf_column{"entity.uid", text, true},
    ocsf_column{"entity.name", text},
    ocsf_column{"entity.type", text, true},
};

constexpr std::array of_privileges{
    ocsf_column{"user.uid", text, true},
    ocsf_column{"user.type", text, true},
    ocsf_column{"user.type_id", number, true},
    ocsf_column{"privileges", texts, true},
};

constexpr std::array of_email{
    ocsf_column{"direction_id", number, true}, ocsf_column{"direction", text, true},
    ocsf_column{"action_id", number},          ocsf_column{"action", text},
    ocsf_column{"email.uid", text, true},      ocsf_column{"email.from", text},
    ocsf_column{"email.to", texts, true},      ocsf_column{"email.subject", text},
    ocsf_column{"email.message_uid", text},    ocsf_column{"email.size", number, true},
};

constexpr std::array of_api{
    ocsf_column{"src_endpoint.svc_name", text, true},
    ocsf_column{"api.operation", text, true},
    ocsf_column{"resources", json, true},
    ocsf_column{"cloud.provider", text},
    ocsf_column{"cloud.project_uid", text},
};

constexpr std::array of_datastore{
    ocsf_column{"src_endpoint.svc_name", text, true},
    ocsf_column{"table.uid", text, true},
    ocsf_column{"table.name", text, true},
};

std::vector<ocsf_column> columns_of(ocsf_class which) {
  std::vector<ocsf_column> all(every_class.begin(), every_class.end());
  const auto add = [&all](std::span<const ocsf_column> more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  if (which != ocsf_class::email_activity) add(of_actor);
  switch (which) {
    case ocsf_class::authorize_session:
    case ocsf_class::user_access:
      add(of_privileges);
      return all;
    case ocsf_class::entity_management:
      add(of_entity);
      return all;
    case ocsf_class::email_activity:
      add(of_email);
      return all;
    case ocsf_class::api_activity:
      add(of_api);
      return all;
    case ocsf_class::datastore_activity:
      add(of_datastore);
      return all;
  }
  check(false, "a mapped class has columns");
  return all;
}

std::vector<ocsf_class_columns> read_classes() {
  std::vector<ocsf_class_columns> all;
  for (const auto& how : schemas::ocsf_mappings()) {
    if (std::ranges::find(all, how.class_uid, &ocsf_class_columns::class_uid) != all.end())
      continue;
    all.push_back(
        {how.class_uid, how.class_name, columns_of(static_cast<ocsf_class>(how.class_uid))});
  }
  std::ranges::sort(all, {}, &ocsf_class_columns::class_uid);
  return all;
}

}  // namespace

std::span<const ocsf_class_columns> ocsf_classes() {
  static const auto all = read_classes();
  return all;
}

}  // namespace carnet::producers
