main() {
  install_packages
  local mode=(-i) files
  [[ ${1:-} == --check ]] && mode=(--dry-run -Werror)
  mapfile -t files < <(git ls-files '*.cpp' '*.hpp')
  step "clang-format over ${#files[@]} files"
  clang-format-19 "${mode[@]}" "${files[@]}"
}
