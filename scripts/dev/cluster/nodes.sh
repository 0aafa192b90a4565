# Starting and ending the nodes of ./dev cluster, and the Prometheus beside them. Sourced, never run.

make_cluster_secrets() {
  local folder=$1
  [[ -f $folder/master.key ]] || build/release/bin/carnet keygen "$folder/master.key" > /dev/null
  [[ -f $folder/cluster.secret ]] || (umask 077 && openssl rand -hex 32 > "$folder/cluster.secret")
}

process_runs() { [[ -f $1 ]] && kill -0 "$(< "$1")" 2> /dev/null; }

# end_process PIDFILE: SIGTERM, and SIGKILL after half a minute.
end_process() {
  local pid tries=0
  process_runs "$1" || { rm -f "$1"; return 0; }
  pid=$(< "$1")
  kill "$pid" 2> /dev/null || true
  while kill -0 "$pid" 2> /dev/null; do
    ((++tries == 300)) && kill -KILL "$pid" 2> /dev/null
    sleep 0.1
  done
  rm -f "$1"
}

# spawn PIDFILE LOG COMMAND...: not under the terminal's control.
spawn() {
  local pidfile=$1 log=$2
  shift 2
  setsid bash -c 'echo $$ > "$1"; shift; exec "$@"' - "$pidfile" "$@" >> "$log" 2>&1 < /dev/null &
}

# start_node FOLDER NUMBER: on the ports it had before, if any.
start_node() {
  local folder=$1 number=$2 home=$1/node-$2 http smtp
  process_runs "$home/pid" && return
  mkdir -p "$home"
  [[ -f $home/ports ]] || python3 scripts/dev/free_ports.py 2 > "$home/ports"
  read -r http smtp < "$home/ports"
  [[ $number == 1 || ! -f $folder/node-1/data/admin.token ]] || copy_token "$folder" "$home"
  step "starting node $number on http://127.0.0.1:$http, log in $home/log.txt"
  spawn "$home/pid" "$home/log.txt" build/release/bin/carnet serve --data "$home/data" \
    --http "127.0.0.1:$http" --smtp "127.0.0.1:$smtp" --log "kafka://$(< "$folder/brokers")" --partitions 4 \
    --master-key-file "$folder/master.key" --cluster-secret-file "$folder/cluster.secret" \
    --node-url "http://127.0.0.1:$http" --node-id "node-$number"
  # The first one makes the log; the others have nothing to wait for once it is there.
  [[ $number != 1 ]] || await_node "$folder" 1
}

# The first admin token lies where the log was made; with a copy every node can be asked by `carnet admin`.
copy_token() {
  mkdir -p "$2/data"
  [[ -f $2/data/admin.token ]] || install -m 600 "$1/node-1/data/admin.token" "$2/data/admin.token"
}

await_node() {
  local home=$1/node-$2 http _ tries=0
  read -r http _ < "$home/ports"
  until curl -sf -o /dev/null "http://127.0.0.1:$http/readyz"; do
    if ((++tries > 900)) || { ((tries > 20)) && ! process_runs "$home/pid"; }; then
      tail -n 20 "$home/log.txt" >&2
      fail "node $2 did not become ready"
    fi
    sleep 0.1
  done
}

# start_prometheus FOLDER NODES
start_prometheus() {
  local folder=$1 nodes=$2 home=$1/prometheus number http _ targets=
  command -v prometheus > /dev/null || return 0
  process_runs "$home/pid" && return
  mkdir -p "$home"
  [[ -f $home/port ]] || python3 scripts/dev/free_ports.py 1 > "$home/port"
  for ((number = 1; number <= nodes; ++number)); do
    read -r http _ < "$folder/node-$number/ports"
    targets+=${targets:+, }"'127.0.0.1:$http'"
  done
  sed "s/- targets: .*/- targets: [$targets]/" compose/prometheus/prometheus.yml > "$home/prometheus.yml"
  cp compose/prometheus/alerts.yml "$home/"
  step "starting Prometheus on http://127.0.0.1:$(< "$home/port")"
  spawn "$home/pid" "$home/log.txt" prometheus --config.file="$home/prometheus.yml" \
    --storage.tsdb.path="$home/data" --web.listen-address="127.0.0.1:$(< "$home/port")"
}

# tell_cluster FOLDER NODES: what a person does next; the last line is the addresses.
tell_cluster() {
  local folder=$1 nodes=$2 number http _ addresses=
  for ((number = 1; number <= nodes; ++number)); do
    read -r http _ < "$folder/node-$number/ports"
    addresses+=${addresses:+,}http://127.0.0.1:$http
  done
  cat << END
Brokers: $(< "$folder/brokers")
Any node answers any request; a client takes the next address when one does not answer. A key:
  build/release/bin/carnet admin create-key --data $folder/node-1/data --org demo --project demo --plan enterprise --json
Node N ends with: kill \$(cat $folder/node-N/pid); ./dev cluster starts what does not run; ./dev cluster stop ends all.
$addresses
END
}
