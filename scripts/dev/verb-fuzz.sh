# Findings stay in build/fuzz/findings; what widened the coverage joins the corpus in tests/fuzz/corpus.
main() {
  local seconds=${1:-600} only=${2:-} program name grown kept options status=0 found=0
  [[ $seconds =~ ^[0-9]+$ ]] || fail "usage: ./dev fuzz [SECONDS] [NAME]"
  ready_build fuzz ${only:+"${only}_fuzz"}
  mkdir -p build/fuzz/findings
  for program in build/fuzz/bin/*_fuzz; do
    name=${program##*/}
    name=${name%_fuzz}
    [[ -x $program && (-z $only || $only == "$name") ]] || continue
    found=1
    grown=build/fuzz/corpus/$name
    kept=tests/fuzz/corpus/$name
    mkdir -p "$grown" "$kept"
    options=(-rss_limit_mb=3000 -timeout=10)
    [[ -f tests/fuzz/$name.dict ]] && options+=(-dict="tests/fuzz/$name.dict")
    step "fuzzing $name for $seconds s"
    "$program" "$grown" "$kept" "${options[@]}" -max_total_time="$seconds" -print_final_stats=1 \
      -artifact_prefix="build/fuzz/findings/$name-" 2>&1 | grep -Ev '^#|NEW_FUNC|DE:' || status=1
    "$program" -merge=1 "$kept" "$grown" > /dev/null 2>&1 || status=1
  done
  ((found)) || fail "there is no such fuzzer"
  ((status == 0)) || fail "findings in build/fuzz/findings"
}
