// Membership by librdkafka's consumer: cooperative assignment, so that a rebalance moves only what
// has to move and every other partition goes on.
#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include <array>
#include <atomic>
#include <charconv>
#include <mutex>
#include <thread>
#include <vector>

#include "storage/log/kafka_admin.hpp"
#include "storage/log/kafka_client.hpp"
#include "storage/log/kafka_layout.hpp"
#include "storage/log/node_group.hpp"

namespace carnet::storage {
namespace {

using std::chrono::steady_clock;

constexpr int poll_ms = 100;
constexpr std::chrono::seconds look_max{5};
constexpr std::chrono::milliseconds confirm_pause{50};

// A member shows only its client id to the others, so that carries both.
constexpr std::string_view behaviour_mark = " behaviour ";

std::string client_id_of(const group_member& member) {
  return fmt::format("{}{}{}", member.name, behaviour_mark, member.behaviour);
}

// Of a program that shows none: zero.
group_member member_of(std::string_view client_id) {
  group_member member;
  const auto at = client_id.rfind(behaviour_mark);
  member.name = client_id.substr(0, at);
  if (at == std::string_view::npos) return member;
  const auto digits = client_id.substr(at + behaviour_mark.size());
  std::from_chars(digits.data(), digits.data() + digits.size(), member.behaviour);
  return member;
}

kafka_settings group_settings(const kafka_layout& layout, const group_member& self) {
  return {{"group.id", layout.group()},
          {"client.id", client_id_of(self)},
          {"partition.assignment.strategy", "cooperative-sticky"},
          {"session.timeout.ms", "6000"},  // the least that brokers allow by default
          {"heartbeat.interval.ms", "500"},
          {"max.poll.interval.ms", "20000"},
          {"enable.auto.commit", "false"},
          {"enable.auto.offset.store", "false"},
          {"auto.offset.reset", "latest"},
          {"topic.metadata.refresh.interval.ms", "10000"},
          {"queued.max.messages.kbytes", "1024"}};
}

struct list_deleter {
  void operator()(rd_kafka_topic_partition_list_t* list) const {
    rd_kafka_topic_partition_list_destroy(list);
  }
};
using partition_list = std::unique_ptr<rd_kafka_topic_partition_list_t, list_deleter>;

class kafka_group final : public node_group {
 public:
  kafka_group(const kafka_layout& layout, group_events events)
      : layout_(layout), events_(std::move(events)) {}
  ~kafka_group() override { leave(); }

  result<void> join(const kafka_options& options, const group_member& self);
  bool confirms(partition_id id, steady_clock::time_point deadline) override;
  result<group_membership> describe(steady_clock::time_point deadline) override;
  void look_again() override;
  void leave() override;

 private:
  static void on_rebalance(rd_kafka_t*, rd_kafka_resp_err_t what,
                           rd_kafka_topic_partition_list_t* partitions, void* self) {
    static_cast<kafka_group*>(self)->rebalance(what, *partitions);
  }
  void rebalance(rd_kafka_resp_err_t what, rd_kafka_topic_partition_list_t& partitions);
  void grant(rd_kafka_topic_partition_list_t& partitions);
  std::vector<partition_id> ids_of(const rd_kafka_topic_partition_list_t& partitions) const;
  partition_list places_of(partition_id id) const;
  void poll();

  const kafka_layout layout_;
  const group_events events_;
  kafka_owned<rd_kafka_t> client_;
  std::atomic<bool> leaving_{false};
  std::mutex ending_;  // one caller ends the thread
  std::thread thread_;
};

result<void> kafka_group::join(const kafka_options& options, const group_member& self) {
  auto client = open_group_consumer(options, group_settings(layout_, self), on_rebalance, this);
  if (!client) return std::unexpected(client.error());
  client_ = std::move(*client);
  const partition_list topics(rd_kafka_topic_partition_list_new(2));
  for (const auto& topic : {layout_.control_topic(), layout_.events_topic()}) {
    rd_kafka_topic_partition_list_add(topics.get(), topic.c_str(), RD_KAFKA_PARTITION_UA);
  }
  const auto error = rd_kafka_subscribe(client_.get(), topics.get());
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return std::unexpected(kafka_failure(error, "join the group " + layout_.group()));
  }
  thread_ = std::thread([this] { poll(); });
  return {};
}

void kafka_group::poll() {
  while (!leaving_) {
    const kafka_owned<rd_kafka_message_t> message(rd_kafka_consumer_poll(client_.get(), poll_ms));
    if (message && message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
      spdlog::debug("kafka: group {}: {}", layout_.group(), rd_kafka_message_errstr(message.get()));
    }
  }
  rd_kafka_consumer_close(client_.get());  // hands back what is held, then says good-bye
}

// Any member that hears of it makes the group spread anew.
void kafka_group::look_again() {
  if (const auto looked = describe_cluster(*client_, look_max); !looked) {
    spdlog::info("group {}: {}; the next look is its own", layout_.group(), looked.error().what);
  }
}

void kafka_group::leave() {
  const std::lock_guard lock(ending_);
  leaving_ = true;
  if (thread_.joinable()) thread_.join();
}

void kafka_group::rebalance(rd_kafka_resp_err_t what, rd_kafka_topic_partition_list_t& partitions) {
  if (what == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) return grant(partitions);
  const auto ids = ids_of(partitions);
  const bool lost = rd_kafka_assignment_lost(client_.get()) != 0;
  (lost ? events_.lost : events_.withdrawn)(ids);
  const kafka_owned<rd_kafka_error_t> error(
      rd_kafka_incremental_unassign(client_.get(), &partitions));
  if (error) spdlog::warn("kafka: group: {}", rd_kafka_error_string(error.get()));
}

void kafka_group::grant(rd_kafka_topic_partition_list_t& partitions) {
  for (int n = 0; n < partitions.cnt; ++n) partitions.elems[n].offset = RD_KAFKA_OFFSET_END;
  const kafka_owned<rd_kafka_error_t> error(
      rd_kafka_incremental_assign(client_.get(), &partitions));
  if (error) {
    spdlog::warn("kafka: group: {}", rd_kafka_error_string(error.get()));
    return;
  }
  rd_kafka_pause_partitions(client_.get(), &partitions);
  events_.granted(ids_of(partitions));
}

std::vector<partition_id> kafka_group::ids_of(
    const rd_kafka_topic_partition_list_t& partitions) const {
  std::vector<partition_id> ids;
  for (int n = 0; n < partitions.cnt; ++n) {
    const auto& one = partitions.elems[n];
    const bool control = one.topic == layout_.control_topic();
    ids.push_back(control ? control_partition : static_cast<partition_id>(one.partition + 1));
  }
  return ids;
}

partition_list kafka_group::places_of(partition_id id) const {
  const auto place = layout_.records(id);
  partition_list list(rd_kafka_topic_partition_list_new(1));
  rd_kafka_topic_partition_list_add(list.get(), place.topic.c_str(), place.partition)->offset = 0;
  return list;
}

// An offset's commit is refused to whom the group does not know, or knows from a generation ago.
bool kafka_group::confirms(partition_id id, steady_clock::time_point deadline) {
  const auto places = places_of(id);
  const kafka_owned<rd_kafka_queue_t> answers(rd_kafka_queue_new(client_.get()));
  for (; !leaving_; std::this_thread::sleep_for(confirm_pause)) {
    auto error =
        rd_kafka_commit_queue(client_.get(), places.get(), answers.get(), nullptr, nullptr);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) {
      const kafka_owned<rd_kafka_event_t> event(
          rd_kafka_queue_poll(answers.get(), kafka_wait(deadline)));
      error = event ? rd_kafka_event_error(event.get()) : RD_KAFKA_RESP_ERR__TIMED_OUT;
    }
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return true;
    const bool passing = error == RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS ||
                         error == RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS ||
                         error == RD_KAFKA_RESP_ERR__WAIT_COORD;
    if (!passing || steady_clock::now() > deadline) {
      spdlog::info("partition {}: the group does not confirm it: {}", id, rd_kafka_err2str(error));
      return false;
    }
  }
  return false;
}

result<group_membership> kafka_group::describe(steady_clock::time_point deadline) {
  const std::string group = layout_.group();
  const std::array<const char*, 1> names{group.c_str()};
  const kafka_owned<rd_kafka_queue_t> answers(rd_kafka_queue_new(client_.get()));
  rd_kafka_DescribeConsumerGroups(client_.get(), const_cast<const char**>(names.data()), 1, nullptr,
                                  answers.get());
  const kafka_owned<rd_kafka_event_t> event(
      rd_kafka_queue_poll(answers.get(), kafka_wait(deadline)));
  const auto doing = "describe the group " + group;
  if (!event) return std::unexpected(kafka_failure(RD_KAFKA_RESP_ERR__TIMED_OUT, doing));
  const auto* answer = rd_kafka_event_DescribeConsumerGroups_result(event.get());
  if (answer == nullptr || rd_kafka_event_error(event.get()) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return std::unexpected(kafka_failure(rd_kafka_event_error(event.get()), doing));
  }
  std::size_t count = 0;
  const auto** groups = rd_kafka_DescribeConsumerGroups_result_groups(answer, &count);
  if (count != 1) return fail(failure_code::io, doing);
  group_membership members;
  for (std::size_t n = 0; n < rd_kafka_ConsumerGroupDescription_member_count(groups[0]); ++n) {
    const auto* one = rd_kafka_ConsumerGroupDescription_member(groups[0], n);
    members.push_back(member_of(rd_kafka_MemberDescription_client_id(one)));
  }
  return members;
}

}  // namespace

result<std::unique_ptr<node_group>> join_node_group(const kafka_options& options,
                                                    const group_member& self, group_events events) {
  auto group = std::make_unique<kafka_group>(kafka_layout{options.topic_prefix}, std::move(events));
  if (auto joined = group->join(options, self); !joined) return std::unexpected(joined.error());
  return group;
}

}  // namespace carnet::storage
