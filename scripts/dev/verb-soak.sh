main() {
  local seeds=${1:-1..5000}
  ready_build release simulation
  step "simulating seeds $seeds"
  build/release/bin/simulation --seeds "$seeds"
}
