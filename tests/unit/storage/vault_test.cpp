// The vault: master key files, wrapping, sealing, the cache, shredding and rotation on a real log.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "storage/log/embedded_log.hpp"
#include "storage/vault/key_vault.hpp"
#include "storage/vault/rotation.hpp"
#include "storage/vault/sealing.hpp"
#include "tests/support/temporary_directory.hpp"

namespace carnet::storage {
namespace {

master_key random_master() { return master_key(crypto::secret_key::random()); }

class vault_test : public testing::Test {
 protected:
  vault_test()
      : log_(std::move(*open_embedded_log(directory_.path() / "log", {.partitions = 2}))),
        epoch_(*log_->partition(1).acquire()) {}

  void commit(std::vector<key_change> keys) {
    event_log& log = log_->partition(1);
    const record_batch batch{.records = {"r"}, .keys = std::move(keys)};
    ASSERT_EQ(log.append(epoch_, *log.end() + 1, batch), append_outcome::committed);
  }

  // Draws and commits a key, as provisioning does.
  data_key add(key_vault& vault, const std::string& subject) {
    const fresh_key fresh = vault.fresh(subject);
    commit({{subject, fresh.wrapped}});
    return fresh.key;
  }

  test::temporary_directory directory_;
  std::unique_ptr<embedded_log_set> log_;
  writer_epoch epoch_;
};

TEST_F(vault_test, makes_a_key_file_for_its_owner_only_and_never_over_another) {
  const auto file = directory_.path() / "master.key";
  const auto made = generate_master_key_file(file);
  ASSERT_TRUE(made.has_value());
  struct stat status{};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  EXPECT_EQ(load_master_key(file)->fingerprint(), made->fingerprint());
  EXPECT_EQ(generate_master_key_file(file).error().code, failure_code::invalid_argument);
  EXPECT_EQ(load_master_key(file)->fingerprint(), made->fingerprint());
}

TEST_F(vault_test, refuses_key_files_that_are_readable_to_others_missing_or_of_another_kind) {
  const auto file = directory_.path() / "master.key";
  EXPECT_EQ(load_master_key(file).error().code, failure_code::not_found);
  ASSERT_TRUE(generate_master_key_file(file).has_value());
  for (const mode_t mode : {0640U, 0604U, 0660U}) {
    ASSERT_EQ(::chmod(file.c_str(), mode), 0);
    EXPECT_EQ(load_master_key(file).error().code, failure_code::invalid_argument);
  }
  ASSERT_EQ(::chmod(file.c_str(), 0600), 0);
  for (const char* const text : {"", "something else", "carnet-master-key-v1 AAAA\n"}) {
    std::ofstream(file) << text;
    EXPECT_EQ(load_master_key(file).error().code, failure_code::invalid_argument) << text;
  }
}

TEST_F(vault_test, wraps_keys_for_one_subject_and_one_master) {
  const master_key master = random_master();
  const data_key key = data_key::random();
  const std::string wrapped = wrap(master, "subject", key);
  EXPECT_EQ(unwrap(master, "subject", wrapped)->bytes(), key.bytes());
  EXPECT_EQ(unwrap(master, "other", wrapped).error().code, failure_code::corrupt);
  EXPECT_EQ(unwrap(random_master(), "subject", wrapped).error().code,
            failure_code::invalid_argument);
  EXPECT_EQ(unwrap(master, "subject", wrapped.substr(1)).error().code, failure_code::corrupt);
  EXPECT_EQ(wrapped.find(key.bytes()), std::string::npos);
}

TEST_F(vault_test, seals_for_one_event_and_one_field) {
  const data_key key = data_key::random();
  const std::string sealed = seal(key, "event-1", "subject", "Your code is 123456");
  EXPECT_EQ(sealed.size(), 19 + sealing_overhead_bytes);
  EXPECT_EQ(sealed.find("123456"), std::string::npos);
  EXPECT_EQ(open(key, "event-1", "subject", sealed), "Your code is 123456");
  EXPECT_FALSE(open(key, "event-2", "subject", sealed).has_value());
  EXPECT_FALSE(open(key, "event-1", "body", sealed).has_value());
  EXPECT_FALSE(open(key, "event-1s", "ubject", sealed).has_value());
  EXPECT_FALSE(open(data_key::random(), "event-1", "subject", sealed).has_value());
  EXPECT_EQ(open(key, "e", "f", "\x02whatever").error().code, failure_code::unsupported);
  EXPECT_EQ(open(key, "e", "f", "").error().code, failure_code::corrupt);
}

TEST_F(vault_test, finds_committed_keys_from_log_and_cache) {
  key_vault vault(*log_, random_master(), 64);
  const data_key key = add(vault, "subject");
  EXPECT_EQ(vault.find(1, "subject")->bytes(), key.bytes());
  EXPECT_EQ(vault.find(1, "subject")->bytes(), key.bytes());
  EXPECT_EQ(vault.find(1, "unknown").error().code, failure_code::not_found);
  EXPECT_EQ(vault.find(0, "subject").error().code, failure_code::not_found);
}

TEST_F(vault_test, gives_nothing_once_a_subject_is_shredded) {
  key_vault vault(*log_, random_master());
  vault.put_in_cache(1, "subject", add(vault, "subject"));
  ASSERT_TRUE(vault.find(1, "subject").has_value());
  commit({{"subject", ""}});
  vault.forget("subject");
  EXPECT_EQ(vault.find(1, "subject").error().code, failure_code::not_found);
}

TEST(key_cache, does_not_take_a_key_that_was_forgotten_while_it_was_read) {
  key_cache cache(64);
  const auto before = cache.generation("s");
  cache.forget("s");
  cache.put_unless_forgotten(1, "s", data_key::random(), before);
  EXPECT_FALSE(cache.find(1, "s").has_value());
  cache.put_unless_forgotten(1, "s", data_key::random(), cache.generation("s"));
  EXPECT_TRUE(cache.find(1, "s").has_value());
}

TEST(key_cache, keeps_to_its_bound_and_drops_the_least_recently_used) {
  key_cache cache(16);  // one key per shard
  int kept = 0;
  for (int number = 0; number < 1000; ++number) {
    cache.put(1, "subject" + std::to_string(number), data_key::random());
  }
  for (int number = 0; number < 1000; ++number) {
    kept += cache.find(1, "subject" + std::to_string(number)).has_value() ? 1 : 0;
  }
  EXPECT_LE(kept, 16);
  EXPECT_TRUE(cache.find(1, "subject999").has_value());
  cache.clear();
  EXPECT_FALSE(cache.find(1, "subject999").has_value());
}

TEST_F(vault_test, rotates_the_master_key_beside_readers_and_writers) {
  constexpr int subjects = 1200;
  const master_key old_key = random_master();
  const master_key new_key = random_master();
  key_vault vault(*log_, old_key, 16);
  std::vector<data_key> keys;
  for (int number = 0; number < subjects; number += 400) {
    std::vector<key_change> changes;
    for (int at = number; at < number + 400; ++at) {
      const fresh_key fresh = vault.fresh("s" + std::to_string(at));
      keys.push_back(fresh.key);
      changes.push_back({"s" + std::to_string(at), fresh.wrapped});
    }
    commit(std::move(changes));
  }
  vault.begin_rotation(new_key);
  const data_key late = add(vault, "late");
  rotation run(*log_, log_->partitions(), old_key, new_key);
  for (bool more = true; more;) {
    const auto step = run.step();
    ASSERT_TRUE(step.has_value()) << step.error().what;
    more = *step;
    EXPECT_EQ(vault.find(1, "s77")->bytes(), keys[77].bytes()) << "readable at each step";
  }
  EXPECT_EQ(run.rewrapped(), static_cast<std::size_t>(subjects));
  vault.end_rotation();
  key_vault afresh(*log_, new_key);
  for (int number = 0; number < subjects; ++number) {
    const auto found = afresh.find(1, "s" + std::to_string(number));
    ASSERT_TRUE(found.has_value());
    ASSERT_EQ(found->bytes(), keys[static_cast<std::size_t>(number)].bytes());
  }
  EXPECT_EQ(afresh.find(1, "late")->bytes(), late.bytes());
  EXPECT_EQ(rewrap_all(*log_, log_->partitions(), old_key, new_key), 0U) << "repeating is harmless";
}

TEST_F(vault_test, does_not_rotate_keys_of_an_unknown_master) {
  key_vault vault(*log_, random_master());
  add(vault, "subject");
  const auto rotated = rewrap_all(*log_, log_->partitions(), random_master(), random_master());
  EXPECT_EQ(rotated.error().code, failure_code::invalid_argument);
}

TEST_F(vault_test, is_used_from_many_threads) {
  key_vault vault(*log_, random_master(), 32);
  std::vector<key_change> changes;
  for (int number = 0; number < 100; ++number) {
    const std::string subject = "s" + std::to_string(number);
    changes.push_back({subject, vault.fresh(subject).wrapped});
  }
  commit(changes);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 3; ++thread) {
    threads.emplace_back([&vault] {
      for (int round = 0; round < 2000; ++round) {
        const std::string subject = "s" + std::to_string(round % 100);
        EXPECT_TRUE(vault.find(1, subject).has_value());
        if (round % 7 == 0) vault.forget(subject);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace carnet::storage
