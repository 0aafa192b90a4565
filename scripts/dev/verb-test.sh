# The end-to-end tests with every log on a real Kafka: the one at CARNET_E2E_KAFKA, else one of their own.
# With --nodes N each server is so many nodes.
end_to_end_on_kafka() {
  local folder=$PWD/build/release/kafka-e2e
  if [[ ${1:-} == --nodes ]]; then
    [[ ${2:-} =~ ^[1-9]$ ]] || fail "--nodes takes a number from 1 to 9"
    export CARNET_E2E_NODES=$2 CARNET_E2E_PATIENCE=${CARNET_E2E_PATIENCE:-$2}
    shift 2
  fi
  ready_build release carnet
  if [[ -z ${CARNET_E2E_KAFKA:-} ]]; then
    trap "./dev kafka stop --wipe --folder '$folder'" EXIT
    CARNET_E2E_KAFKA=$(./dev kafka start --folder "$folder" | tail -n 1)
    export CARNET_E2E_KAFKA
  fi
  step "end-to-end tests on kafka://$CARNET_E2E_KAFKA, nodes for each server: ${CARNET_E2E_NODES:-1}"
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
