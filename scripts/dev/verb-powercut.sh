# A round is several power cuts of one log, each with every unsynced byte and directory entry at risk.
main() {
  local rounds=${1:-500}
  ready_build release power_cut
  step "$rounds rounds of power cuts"
  build/release/bin/power_cut "$rounds"
}
