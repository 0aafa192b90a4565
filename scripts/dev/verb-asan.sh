main() {
  local selection=() targets=()
  if [[ ${1:-} == --fast ]]; then
    selection=(-L fast)
    targets=(fast_tests)
    shift
  fi
  ready_build asan ${targets[@]+"${targets[@]}"}
  export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1
  export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
  run_tests asan ${selection[@]+"${selection[@]}"} "$@"
}
