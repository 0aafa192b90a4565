# What the verbs of ./dev share: progress lines, errors, packages, building. Sourced, never run.

# What a bare or a special environment would break: caches need a home, and what runs here is no proxy's business.
settle_environment() {
  [[ -n ${HOME:-} ]] || HOME=$(getent passwd "$(id -u)" | cut -d: -f6) || fail "this user has no home"
  no_proxy=${no_proxy:-${NO_PROXY:-}}
  no_proxy+=${no_proxy:+,}127.0.0.1,localhost,::1
  NO_PROXY=$no_proxy
  export HOME no_proxy NO_PROXY
}

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

# retry COMMAND...: three tries, for what comes over a network.
retry() {
  local left
  for left in 2 1 0; do
    "$@" && return
    ((left == 0)) || { step "failed; once more in 10 s: $*" && sleep 10; }
  done
  return 1
}

# apt_install PACKAGES: whoever has apt's lock is waited for.
apt_install() {
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)
  step "installing $# packages: $*"
  retry as_root "${apt[@]}" update || step "apt-get update failed; trying with the lists at hand"
  retry as_root "${apt[@]}" install -y --no-install-recommends "$@" ||
    fail "apt-get could not install the packages above"
}

install_packages() {
  command -v dpkg-query > /dev/null || fail "this is no Debian machine: install what packages.txt names yourself"
  local missing
  mapfile -t missing < <(missing_packages)
  # Debian's npm brings hundreds of packages; another one on the machine does as well.
  command -v npm > /dev/null || missing+=(npm)
  ((${#missing[@]} == 0)) || apt_install "${missing[@]}"
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

# What an operator of the real thing has set would reach every server that a test starts.
forget_server_settings() {
  local names
  mapfile -t names < <(grep -hoP 'envname\("\K\w+' ./*.cpp)
  unset "${names[@]}"
}

# run_tests PRESET [CTEST ARGUMENTS]; the last line counts: "N passed, N failed, N skipped".
run_tests() {
  local preset=$1 status=0
  shift
  step "testing build/$preset"
  forget_server_settings
  ctest --test-dir "build/$preset" --output-on-failure --no-tests=error -j "$(jobs)" \
    --output-junit results.xml "$@" || status=$?
  python3 scripts/dev/count_tests.py "build/$preset/results.xml" || status=1
  return "$status"
}
