# Findings stay in build/fuzz/findings; what widened the coverage joins the corpus in tests/fuzz/corpus.
main() {
  local seconds=${1:-600} only=${2:-} program name status=0 found=0
  [[ $seconds =~ ^[0-9]+$ ]] || fail "usage: ./dev fuzz [SECONDS] [NAME]"
  ready_build fuzz
  mkdir -p build/fuzz/findings
  for program in build/fuzz/bin/fuzz_*; do
    [[ -x $program ]] || continue
    name=${program##*/fuzz_}
    [[ -z $only || $only == "$name" ]] || continue
    found=1
    mkdir -p "build/fuzz/corpus/$name" "tests/fuzz/corpus/$name"
    step "fuzzing $name for $seconds s"
    "$program" "build/fuzz/corpus/$name" "tests/fuzz/corpus/$name" -max_total_time="$seconds" \
      -artifact_prefix="build/fuzz/findings/$name-" -print_final_stats=1 -rss_limit_mb=3000 -timeout=10 ||
      status=1
    "$program" -merge=1 "tests/fuzz/corpus/$name" "build/fuzz/corpus/$name" 2> /dev/null || status=1
  done
  ((found)) || fail "there is no such fuzzer"
  ((status == 0)) || fail "findings in build/fuzz/findings"
}
