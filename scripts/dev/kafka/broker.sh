# Apache Kafka in KRaft mode from Maven's jars: fetching, configuring, starting and stopping brokers, each
# a process of its own. Sourced by the verb kafka.
#
# A cluster lives in one folder: ports, cluster-id, password, tls.pem, bootstrap, and node-N/ with
# server.properties, data/, log.txt and pid.

kafka_version=4.1.1

kafka_jars() { echo "${CARNET_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/carnet}/kafka-$kafka_version"; }

# Fetches the jars once; each must be one of those pinned in jars.sha256, and none may be missing.
fetch_kafka() {
  local jars pinned room
  jars=$(kafka_jars)
  pinned=$PWD/scripts/dev/kafka/jars.sha256
  [[ -d $jars ]] && return
  step "fetching Apache Kafka $kafka_version"
  room=$(mktemp -d "$jars.XXXXXX" 2> /dev/null) || { mkdir -p "${jars%/*}" && room=$(mktemp -d "$jars.XXXXXX"); }
  retry mvn -q -B -f scripts/dev/kafka/pom.xml dependency:copy-dependencies -DincludeScope=runtime \
    -DoutputDirectory="$room" || fail "maven could not fetch Apache Kafka $kafka_version"
  (cd "$room" && sha256sum --quiet -c "$pinned" && [[ $(ls | wc -l) == $(wc -l < "$pinned") ]]) ||
    fail "the jars are not those that were pinned"
  chmod 755 "$room"
  mv -T "$room" "$jars" 2> /dev/null || rm -rf "$room"
}

# The certificate of the secured listener; clients trust it as its own authority.
make_tls() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$1/tls.key" -out "$1/ca.pem" 2> /dev/null
  cat "$1/tls.key" "$1/ca.pem" > "$1/tls.pem"
}

# found_cluster FOLDER BROKERS HOST
found_cluster() {
  local folder=$1 brokers=$2 host=$3 ports node copies in_sync voters=
  mkdir -p "$folder"
  (umask 077 && openssl rand -hex 16 > "$folder/password")
  make_tls "$folder"
  openssl rand 16 | basenc --base64url | tr -d = > "$folder/cluster-id"
  read -r -a ports <<< "$(python3 scripts/dev/free_ports.py $((3 * brokers)))"
  copies=$brokers
  in_sync=$((brokers > 1 ? 2 : 1))
  for ((node = 1; node <= brokers; ++node)); do voters+=${voters:+,}$node@127.0.0.1:${ports[3 * node - 1]}; done
  for ((node = 1; node <= brokers; ++node)); do
    configure_broker "$folder" "$node" "${ports[@]:3 * (node - 1):3}"
  done
  for ((node = 1; node <= brokers; ++node)); do echo "$host:${ports[3 * node - 3]}"; done | paste -sd, > "$folder/bootstrap"
  for ((node = 1; node <= brokers; ++node)); do echo "localhost:${ports[3 * node - 2]}"; done | paste -sd, > "$folder/bootstrap-secure"
}

# configure_broker FOLDER NODE PORT SECURE_PORT CONTROLLER_PORT; uses host, voters, copies and in_sync of its caller.
configure_broker() {
  local folder=$1 node=$2 port=$3 secure=$4 controller=$5 home=$1/node-$2 password
  password=$(< "$folder/password")
  mkdir -p "$home"
  (umask 077 && cat > "$home/server.properties" << END)
process.roles=broker,controller
node.id=$node
controller.quorum.voters=$voters
listeners=PLAIN://$host:$port,SECURE://127.0.0.1:$secure,CONTROLLER://127.0.0.1:$controller
advertised.listeners=PLAIN://$host:$port,SECURE://localhost:$secure
inter.broker.listener.name=PLAIN
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAIN:PLAINTEXT,SECURE:SASL_SSL
ssl.keystore.type=PEM
ssl.keystore.location=$folder/tls.pem
listener.name.secure.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512
listener.name.secure.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_carnet="$password";
listener.name.secure.scram-sha-256.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
listener.name.secure.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
log.dirs=$home/data
num.partitions=1
default.replication.factor=$copies
min.insync.replicas=$in_sync
offsets.topic.replication.factor=$copies
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=$copies
transaction.state.log.min.isr=$in_sync
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=$copies
share.coordinator.state.topic.min.isr=$in_sync
share.coordinator.state.topic.num.partitions=1
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
log.cleaner.backoff.ms=500
message.max.bytes=4194304
replica.fetch.max.bytes=4194304
END
}

# Sets java_kafka to the command that runs a class of Kafka. CARNET_KAFKA_TIER=4 lets the JVM compile to
# the full, for measurements; 1 starts faster.
set_java_kafka() {
  java_kafka=(java -XX:+UseSerialGC -XX:TieredStopAtLevel="${CARNET_KAFKA_TIER:-1}" -Xms128m
    "-Xmx${CARNET_KAFKA_HEAP:-512m}" -Dlog4j2.configurationFile="$PWD/scripts/dev/kafka/log4j2.properties"
    -cp "$(kafka_jars)/*")
}

# format_broker FOLDER NODE: makes its data once. An id may begin with a dash, so it is no argument of its own.
format_broker() {
  local folder=$1 node=$2 home=$1/node-$2 password java_kafka
  [[ ! -d $home/data ]] || return 0
  set_java_kafka
  password=$(< "$folder/password")
  "${java_kafka[@]}" kafka.tools.StorageTool format --cluster-id="$(< "$folder/cluster-id")" \
    -c "$home/server.properties" \
    --add-scram "SCRAM-SHA-256=[name=carnet,password=$password]" \
    --add-scram "SCRAM-SHA-512=[name=carnet,password=$password]" > "$home/format.txt" 2>&1 ||
    { cat "$home/format.txt" >&2; fail "broker $node could not be made"; }
}

# start_broker FOLDER NODE
start_broker() {
  local folder=$1 node=$2 home=$1/node-$2 java_kafka
  set_java_kafka
  format_broker "$folder" "$node"
  # Not under the terminal's control, and the only process of its own: what kills it, kills the broker.
  setsid bash -c 'echo $$ > "$1/pid"; shift; exec "$@"' - "$home" "${java_kafka[@]}" \
    kafka.Kafka "$home/server.properties" > "$home/log.txt" 2>&1 < /dev/null &
}

# By its command line: the number in an old file may be another process's by now, and a broker that was killed and
# waits for somebody to take its exit code has none.
broker_runs() { [[ -f $1/pid ]] && grep -qszxF "$1/server.properties" "/proc/$(< "$1/pid")/cmdline"; }

# await_broker HOME: until it says that it serves; a machine that compiles beside it may take minutes.
await_broker() {
  local tries=0
  until grep -q 'Kafka Server started' "$1/log.txt" 2> /dev/null; do
    if ((++tries > 3000)) || { ((tries > 20)) && ! broker_runs "$1"; }; then
      tail -n 20 "$1/log.txt" >&2
      fail "the broker in $1 did not start"
    fi
    sleep 0.1
  done
}

# stop_broker HOME
stop_broker() {
  local tries=0
  broker_runs "$1" || return 0
  kill -CONT "$(< "$1/pid")" 2> /dev/null || true
  kill "$(< "$1/pid")" 2> /dev/null || true
  while broker_runs "$1"; do
    ((++tries == 100)) && kill -KILL "$(< "$1/pid")" 2> /dev/null
    sleep 0.1
  done
  rm -f "$1/pid"
}
