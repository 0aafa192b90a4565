# What the verbs of ./dev share: progress lines, errors, packages, building. Sourced, never run.

step() { printf '==> %s\n' "$*" >&2; }

fail() {
  printf 'dev: %s\n' "$*" >&2
  exit 1
}

# Compilers take up to 2 GiB each; more at once than memory allows ends in the kernel's hands.
jobs() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/^MemAvailable/ {print int($2 / 2097152)}' /proc/meminfo)
  memory=$((memory < 1 ? 1 : memory))
  echo "${CARNET_JOBS:-$((cores < memory ? cores : memory))}"
}

as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif command -v sudo > /dev/null; then
    sudo "$@"
  else
    fail "needs root for: $*"
  fi
}

# The packages of packages.txt that are not installed.
missing_packages() {
  comm -23 <(grep -Ev '^(#|$)' packages.txt | sort -u) \
    <(dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' 2> /dev/null | awk '$1 == "ii" {print $2}' | sort -u)
}

install_packages() {
  command -v dpkg-query > /dev/null || fail "this is no Debian machine: install what packages.txt names yourself"
  local missing
  mapfile -t missing < <(missing_packages)
  # Debian's npm brings hundreds of packages; another one on the machine does as well.
  command -v npm > /dev/null || missing+=(npm)
  ((${#missing[@]} == 0)) && return
  step "installing ${#missing[@]} packages: ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q ||
    step "apt-get update failed; trying with the lists at hand"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" ||
    fail "apt-get could not install the packages above"
}

# configure PRESET [CMAKE ARGUMENTS]
configure() {
  local preset=$1
  shift
  step "configuring build/$preset"
  cmake --preset "$preset" "$@" > "/tmp/carnet-configure-$$.log" 2>&1 || {
    cat "/tmp/carnet-configure-$$.log" >&2
    rm -f "/tmp/carnet-configure-$$.log"
    fail "configuring build/$preset failed"
  }
  rm -f "/tmp/carnet-configure-$$.log"
}

# build PRESET [TARGETS]
build() {
  local preset=$1 target targets=()
  shift
  for target in "$@"; do targets+=(--target "$target"); done
  step "building build/$preset ${*:+($*) }with $(jobs) jobs"
  cmake --build --preset "$preset" -j "$(jobs)" ${targets[@]+"${targets[@]}"} ||
    fail "building build/$preset failed"
}

ready_build() {
  install_packages
  configure "$1"
  build "$@"
}

# run_tests PRESET [CTEST ARGUMENTS]; the last line counts: "N passed, N failed, N skipped".
run_tests() {
  local preset=$1 status=0
  shift
  step "testing build/$preset"
  ctest --test-dir "build/$preset" --output-on-failure --no-tests=error -j "$(jobs)" \
    --output-junit results.xml "$@" || status=$?
  python3 scripts/dev/count_tests.py "build/$preset/results.xml" || status=1
  return "$status"
}
