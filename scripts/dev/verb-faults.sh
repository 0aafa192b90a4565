# Breaks clusters for minutes on end and appends what came of it to docs/reliability.md. Several can go on side by
# side: each has brokers, networks and folders of its own.
faults_usage() {
  fail "usage: ./dev faults [--runs N] [--minutes M] [--nodes N] [--seed N] [--only FAULT,…] [--upgrade-from COMMIT]"
}

# The program of an older commit, built beside; its path.
older_program() {
  local commit folder
  commit=$(git rev-parse --verify --quiet --short=7 "$1^{commit}") || fail "there is no commit $1"
  folder=$PWD/build/older/$commit
  step "building $commit"
  git worktree prune
  [[ -d $folder ]] || git worktree add --quiet --detach "$folder" "$commit" || fail "$commit cannot be checked out"
  (cd "$folder" && cmake --preset release -DCARNET_TESTS=OFF && cmake --build --preset release --target carnet) >&2 ||
    fail "building $commit failed"
  echo "$folder/build/release/bin/carnet"
}

main() {
  local results status=0 flags=() older
  while (($#)); do
    [[ $1 =~ ^--(runs|minutes|nodes|seed|only|keep|upgrade-from)$ && -n ${2:-} ]] || faults_usage
    if [[ $1 == --upgrade-from ]]; then
      older=$(older_program "$2")
      flags+=("$1" "$older")
    else
      flags+=("$1" "$2")
    fi
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
