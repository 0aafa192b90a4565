main() {
  cat << 'END'
./dev VERB

  run      build, start a server on data/, print a key and commands to try
  demo     the newcomer's tour as a test: own server, create, mail, read the code
  build    [PRESET]  release by default: build/release/bin/carnet
  test     [--fast | --kafka [--nodes N]] [CTEST ARGUMENTS]  build and test; the last line counts. --kafka:
           the end-to-end tests with the log on a real Kafka (CARNET_E2E_KAFKA, or its own), each server N nodes
  kafka    start [--brokers 1|3] | stop [--wipe] | install  a real broker; the last line is its addresses
  cluster  [start | stop [--wipe]]  three brokers and three nodes as plain processes
  bench    [FILTER]  build and run the benchmarks
  lint     house rules and clang-tidy
  format   [--check]  clang-format over our sources

  asan     [--fast]  the tests under AddressSanitizer and UBSan
  tsan     [--fast]  the tests under ThreadSanitizer
  gcc      [--fast]  the tests built by gcc
  fuzz     [SECONDS] [NAME]  each fuzzer for that long (600)
  faults   [--runs N] [--minutes M] [--nodes N] [--upgrade-from COMMIT]  breaks a cluster, first upgraded from an
           older release; results to docs/reliability.md
  powercut [ROUNDS]  power cuts under the embedded log (500)
  soak     [FROM..TO]  simulation seeds (1..5000)
  schema-release   copy the events' schema to schemas/released, renew the ledger
  clean    remove build/
END
}
