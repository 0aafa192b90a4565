main() {
  step "removing build/"
  rm -rf build
}
