# A real Kafka for development and tests. Brokers go on when the verb ends; their process ids are in
# FOLDER/node-N/pid, for whoever wants to pause or kill one.
source scripts/dev/kafka/broker.sh

kafka_usage() {
  fail "usage: ./dev kafka start [--brokers 1|3] [--folder DIR] [--host ADDRESS] | stop [--folder DIR] [--wipe] | install"
}

install_kafka() {
  local wanted=()
  command -v java > /dev/null || wanted+=(default-jre-headless)
  command -v mvn > /dev/null || wanted+=(maven)
  ((${#wanted[@]} == 0)) || apt_install "${wanted[@]}"
  fetch_kafka
}

start_kafka() {
  local folder=$1 brokers=$2 host=$3 home
  install_kafka
  [[ -f $folder/bootstrap ]] || found_cluster "$folder" "${brokers:-1}" "$host"
  [[ -z $brokers || $(ls -d "$folder"/node-* | wc -l) == "$brokers" ]] ||
    fail "$folder has another number of brokers; ./dev kafka stop --wipe removes it"
  for home in "$folder"/node-*; do
    broker_runs "$home" && continue
    step "starting broker ${home##*-} in $home"
    rm -f "$home/log.txt"
    start_broker "$folder" "${home##*-}"
  done
  for home in "$folder"/node-*; do await_broker "$home"; done
  cat "$folder/bootstrap"
}

stop_kafka() {
  local folder=$1 wipe=$2 home
  for home in "$folder"/node-*; do
    [[ -d $home ]] && stop_broker "$home" &
  done
  wait
  [[ -z $wipe ]] || rm -rf "$folder"
}

main() {
  local what=${1:-} folder brokers= host=127.0.0.1 wipe=
  folder=$(realpath -m data/kafka)
  shift || true
  while (($#)); do
    case $1 in
      --brokers) [[ ${2:-} =~ ^[13]$ ]] && brokers=$2 || kafka_usage ;;
      --folder) folder=$(realpath -m "${2:?}") ;;
      --host) host=${2:?} ;;
      --wipe) wipe=1 && shift && continue ;;
      *) kafka_usage ;;
    esac
    shift 2
  done
  case $what in
    install) install_kafka ;;
    start) start_kafka "$folder" "$brokers" "$host" ;;
    stop) stop_kafka "$folder" "$wipe" ;;
    *) kafka_usage ;;
  esac
}
