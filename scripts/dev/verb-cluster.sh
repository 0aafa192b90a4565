# Three brokers and three nodes as plain processes, on ports of their own; Prometheus beside them where the
# machine has it. All of it lives in one folder (data/cluster): pids, logs, data.
source scripts/dev/cluster/nodes.sh

cluster_usage() {
  fail "usage: ./dev cluster [start [--nodes N] [--folder DIR]] | stop [--folder DIR] [--wipe]"
}

start_cluster() {
  local folder=$1 nodes=$2 number
  ready_build release carnet
  mkdir -p "$folder"
  ./dev kafka start --brokers 3 --folder "$folder/kafka" > "$folder/brokers"
  make_cluster_secrets "$folder"
  for ((number = 1; number <= nodes; ++number)); do start_node "$folder" "$number"; done
  for ((number = 1; number <= nodes; ++number)); do await_node "$folder" "$number"; done
  start_prometheus "$folder" "$nodes"
  tell_cluster "$folder" "$nodes"
}

stop_cluster() {
  local folder=$1 wipe=$2 home
  # In turn, so that the last ones have somebody to hand over to for as long as possible.
  for home in "$folder"/node-*; do
    [[ -d $home ]] && end_process "$home/pid"
  done
  end_process "$folder/prometheus/pid"
  ./dev kafka stop --folder "$folder/kafka"
  [[ -z $wipe ]] || rm -rf "$folder"
}

main() {
  local what=start folder=$PWD/data/cluster nodes=3 wipe=
  if [[ ${1:-} =~ ^(start|stop)$ ]]; then
    what=$1
    shift
  fi
  while (($#)); do
    case $1 in
      --nodes) [[ ${2:-} =~ ^[1-9]$ ]] && nodes=$2 || cluster_usage ;;
      --folder) folder=$(realpath -m "${2:?}") ;;
      --wipe) wipe=1 && shift && continue ;;
      *) cluster_usage ;;
    esac
    shift 2
  done
  case $what in
    start) start_cluster "$folder" "$nodes" ;;
    stop) stop_cluster "$folder" "$wipe" ;;
  esac
}
