# Starting a server for the verbs run and demo. Sourced, never run.

carnet=build/release/bin/carnet

port_taken() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }

# start_server DATA HTTP_PORT SMTP_PORT LOG; sets server_pid and returns once it is ready.
start_server() {
  local data=$1 http=$2 smtp=$3 log=$4 port tries=0
  for port in "$http" "$smtp"; do
    port_taken "$port" && fail "port $port is in use; choose others with --http PORT and --smtp PORT"
  done
  mkdir -p "$data"
  "$carnet" serve --data "$data" --http "127.0.0.1:$http" --smtp "127.0.0.1:$smtp" > "$log" 2>&1 &
  server_pid=$!
  step "waiting for http://127.0.0.1:$http/readyz"
  until curl -sf -o /dev/null "http://127.0.0.1:$http/readyz"; do
    if ! kill -0 "$server_pid" 2> /dev/null || ((++tries > 300)); then
      tail -n 20 "$log" >&2
      fail "the server did not become ready; its log is $log"
    fi
    sleep 0.1
  done
}

stop_server() {
  [[ -n ${server_pid:-} ]] || return 0
  kill "$server_pid" 2> /dev/null || true
  wait "$server_pid" 2> /dev/null || true
  server_pid=
}

# tour DATA HTTP_PORT SMTP_PORT: makes a key and prints the commands a newcomer pastes, one a line.
tour() {
  local data=$1 http=$2 smtp=$3 made
  made=$("$carnet" admin create-key --data "$data" --org demo --project demo --plan enterprise --json)
  local base=http://127.0.0.1:$http/v1/identities
  jq -r --arg base "$base" --arg smtp "$smtp" '
    "auth=(-H \"Authorization: Bearer \(.apiKey)\" -H \"X-Org-Id: \(.organizationId)\" -H \"X-Project-Id: \(.projectId)\"); identity=$(curl -sS \($base) \"${auth[@]}\" -H \"Idempotency-Key: $(uuidgen)\" --json '"'"'{\"ttlHours\":1}'"'"'); echo \"$identity\"",
    "swaks --silent 1 --server 127.0.0.1:\($smtp) --from signup@example.com --to \"$(jq -r .emailAddress <<< \"$identity\")\" --header \"Subject: Your verification code\" --body \"Your verification code is 481920. It expires in 10 minutes.\"",
    "inbox=\($base)/$(jq -r .id <<< \"$identity\"); mail=$(curl -sS \"$inbox/latest-extraction?wait=30\" \"${auth[@]}\" | jq -r .eventId); curl -sS \"$inbox/events/$mail/secret\" \"${auth[@]}\"; echo"
  ' <<< "$made"
}
