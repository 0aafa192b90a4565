main() {
  install_packages
  step "house rules"
  python3 tests/tidy/tidy.py .
  ./dev format --check
  configure release
  # The generated headers must exist before clang-tidy can parse what includes them.
  build release carnet_schemas
  local files
  mapfile -t files < <(git ls-files 'domain/*.cpp' 'schemas/*.cpp' 'storage/*.cpp' 'projections/*.cpp' \
    'producers/*.cpp' 'processors/*.cpp' 'api/*.cpp' main.cpp)
  step "clang-tidy over ${#files[@]} files"
  printf '%s\0' "${files[@]}" | xargs -0 -n 4 -P "$(jobs)" clang-tidy-19 -p build/release --quiet
}
