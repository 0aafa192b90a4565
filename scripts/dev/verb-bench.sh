main() {
  ready_build bench
  local found=0 program
  for program in build/bench/bin/*_bench; do
    [[ -x $program ]] || continue
    found=1
    step "$program"
    "$program" ${1:+--benchmark_filter="$1"}
  done
  ((found)) || fail "the build has no benchmarks"
}
