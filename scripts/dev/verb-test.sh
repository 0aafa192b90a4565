main() {
  local selection=()
  if [[ ${1:-} == --fast ]]; then
    selection=(-L fast)
    shift
  fi
  ready_build release
  run_tests release ${selection[@]+"${selection[@]}"} "$@"
}
