# The end-to-end tests with every log on a real Kafka.
end_to_end_on_kafka() {
  local folder=$PWD/build/release/kafka-e2e
  ready_build release carnet
  trap "./dev kafka stop --wipe --folder '$folder'" EXIT
  CARNET_E2E_KAFKA=$(./dev kafka start --folder "$folder" | tail -n 1)
  export CARNET_E2E_KAFKA
  step "end-to-end tests on kafka://$CARNET_E2E_KAFKA"
  run_tests release -L e2e "$@"
}

main() {
  local selection=()
  if [[ ${1:-} == --fast ]]; then
    selection=(-L fast)
    shift
  fi
  if [[ ${1:-} == --kafka ]]; then
    shift
    end_to_end_on_kafka "$@"
    return
  fi
  ready_build release
  run_tests release ${selection[@]+"${selection[@]}"} "$@"
}
