# Breaks clusters for minutes on end and appends what came of it to docs/reliability.md. Several can go on side by
# side: each has brokers, networks and folders of its own.
faults_usage() { fail "usage: ./dev faults [--runs N] [--minutes M] [--nodes N] [--seed N] [--only FAULT,…]"; }

main() {
  local results status=0 flags=("$@")
  while (($#)); do
    [[ $1 =~ ^--(runs|minutes|nodes|seed|only|keep)$ && -n ${2:-} ]] || faults_usage
    shift 2
  done
  ready_build release carnet
  results=$(mktemp /tmp/carnet-faults.XXXXXX)
  step "faults; what each run gives goes to $results, too"
  CARNET_BIN=$PWD/build/release/bin/carnet python3 -B tests/faults/cluster_faults.py ${flags[@]+"${flags[@]}"} |
    tee "$results" || status=1
  python3 -B tests/faults/note_results.py "$results" docs/reliability.md
  return "$status"
}
