main() {
  local runs=${1:-500}
  ready_build release powercut
  step "$runs power cuts"
  build/release/bin/powercut --runs "$runs"
}
