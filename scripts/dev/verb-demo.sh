# The commands that ./dev run prints, pasted one by one; what they are made of is read back, not assumed.
source scripts/dev/server.sh

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

main() {
  [[ ${1:-} == --no-build ]] || ready_build release carnet
  local room answer command transcript
  room=$(mktemp -d)
  trap "stop_server; rm -rf '$room'" EXIT
  local http smtp
  http=$(free_port)
  smtp=$(free_port)
  start_server "$room/data" "$http" "$smtp" "$room/server.log"
  tour "$room/data" "$http" "$smtp" > "$room/tour.sh"
  while IFS= read -r command; do step "$command"; done < "$room/tour.sh"
  transcript=$(bash -eu -o pipefail "$room/tour.sh") || {
    tail -n 20 "$room/server.log" >&2
    fail "a command of the tour failed"
  }
  printf '%s\n' "$transcript"
  answer=$(tail -n 1 <<< "$transcript" | jq -r .value)
  [[ $answer == 481920 ]] || fail "the code read back is '$answer', not 481920"
  stop_server
  step "the code came back: $answer"
}
