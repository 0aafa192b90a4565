main() {
  local selection=()
  if [[ ${1:-} == --fast ]]; then
    selection=(-L fast)
    shift
  fi
  ready_build tsan
  export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1
  run_tests tsan ${selection[@]+"${selection[@]}"} "$@"
}
