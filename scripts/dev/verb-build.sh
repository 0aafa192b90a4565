main() { ready_build "${1:-release}"; }
