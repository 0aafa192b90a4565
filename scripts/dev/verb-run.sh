source scripts/dev/server.sh

main() {
  local data=data http=8080 smtp=2525
  while (($#)); do
    case $1 in
      --data) data=$2 ;;
      --http) http=$2 ;;
      --smtp) smtp=$2 ;;
      *) fail "usage: ./dev run [--data DIR] [--http PORT] [--smtp PORT]" ;;
    esac
    shift 2
  done
  ready_build release carnet
  trap 'stop_server; exit 0' INT TERM
  trap stop_server EXIT
  mkdir -p "$data"
  start_server "$data" "$http" "$smtp" "$data/server.log"
  local commands
  commands=$(tour "$data" "$http" "$smtp")
  printf '\nCarnet listens on http://127.0.0.1:%s and smtp://127.0.0.1:%s; its log is %s\n' \
    "$http" "$smtp" "$data/server.log"
  printf 'Paste these one by one into another terminal: make an identity, mail it a code, read the code back.\n\n'
  printf '%s\n\n' "$commands" | sed G
  printf 'Ctrl-C stops the server.\n'
  wait "$server_pid"
}
