# The commands that ./dev run prints, pasted one by one; what they are made of is read back, not assumed.
source scripts/dev/server.sh

main() {
  [[ ${1:-} == --no-build ]] || ready_build release carnet
  local room answer command transcript
  room=$(mktemp -d)
  trap "stop_server; rm -rf '$room'" EXIT
  local http smtp
  read -r http smtp <<< "$(python3 scripts/dev/free_ports.py 2)"
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
