// The primitives on inputs of the size of a record, and the vault's way of a read.
#include <benchmark/benchmark.h>

#include "storage/crypto/crc32c.hpp"
#include "storage/crypto/hmac_sha256.hpp"
#include "storage/crypto/random_bytes.hpp"
#include "storage/crypto/sha256.hpp"
#include "storage/vault/key_cache.hpp"
#include "storage/vault/sealing.hpp"

namespace carnet::storage {
namespace {

void sha256_of_a_record(benchmark::State& state) {
  const std::string input(300, 'x');
  for (auto _ : state) benchmark::DoNotOptimize(crypto::sha256(input));
}
BENCHMARK(sha256_of_a_record);

void hmac_of_an_address(benchmark::State& state) {
  const crypto::hmac_sha256 tag(std::string(32, 'k'));
  const std::string input(40, 'x');
  for (auto _ : state) benchmark::DoNotOptimize(tag(input));
}
BENCHMARK(hmac_of_an_address);

void crc32c_of_a_record(benchmark::State& state) {
  const std::string input(300, 'x');
  for (auto _ : state) benchmark::DoNotOptimize(crypto::crc32c(input));
}
BENCHMARK(crc32c_of_a_record);

void seal_a_field(benchmark::State& state) {
  const data_key key = data_key::random();
  const std::string text(static_cast<std::size_t>(state.range(0)), 'x');
  for (auto _ : state)
    benchmark::DoNotOptimize(seal(key, "event-id-of-36-characters", "subject", text));
}
BENCHMARK(seal_a_field)->Arg(40)->Arg(1000);

void open_a_field(benchmark::State& state) {
  const data_key key = data_key::random();
  const std::string sealed = seal(key, "event", "subject", std::string(40, 'x'));
  for (auto _ : state) benchmark::DoNotOptimize(open(key, "event", "subject", sealed));
}
BENCHMARK(open_a_field);

void find_a_cached_key(benchmark::State& state) {
  key_cache cache(100'000);
  const std::string subject = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
  cache.put(1, subject, data_key::random());
  for (auto _ : state) benchmark::DoNotOptimize(cache.find(1, subject));
}
BENCHMARK(find_a_cached_key);

void draw_16_random_bytes(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(crypto::random_string(16));
}
BENCHMARK(draw_16_random_bytes);

}  // namespace
}  // namespace carnet::storage
