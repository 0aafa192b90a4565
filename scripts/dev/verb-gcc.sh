main() {
  local selection=()
  if [[ ${1:-} == --fast ]]; then
    selection=(-L fast)
    shift
  fi
  ready_build gcc
  run_tests gcc ${selection[@]+"${selection[@]}"} "$@"
}
