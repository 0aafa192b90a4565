#!/bin/sh
# Compares GET /healthz through the whole HTTP stack with a one-worker nginx `return 200`: both
# pinned to core 0, wrk to core 1, 64 connections, rounds interleaved so that a noisy machine hits
# both. Prints medians and the share; exits 1 when the share is under the floor of 0.4.
# Usage: http_vs_nginx.sh <healthz_server binary> [rounds] [seconds]
set -eu
server=$1; rounds=${2:-5}; seconds=${3:-2}
ours=18181; theirs=18182
work=$(mktemp -d)
started=""
finish() { for pid in $started; do kill "$pid" 2>/dev/null || true; done; rm -rf "$work"; }
trap finish EXIT INT TERM

cat > "$work/nginx.conf" <<CONF
worker_processes 1; daemon off; pid $work/pid; error_log stderr crit;
events { worker_connections 1024; }
http {
  access_log off; keepalive_requests 1000000000; tcp_nodelay on;
  server { listen 127.0.0.1:$theirs reuseport;
    location / { default_type application/json; return 200 '{"status":"ok"}'; } }
}
CONF
taskset -c 0 nginx -p "$work" -c "$work/nginx.conf" & started="$started $!"
taskset -c 0 "$server" $ours 1 > /dev/null & started="$started $!"
for port in $ours $theirs; do
  until curl -sf -o /dev/null "http://127.0.0.1:$port/healthz"; do sleep 0.1; done
done

rate() { taskset -c 1 wrk -t1 -c64 -d"${seconds}s" "http://127.0.0.1:$1/healthz" |
         awk '/Requests\/sec/ {print $2}'; }
median() { sort -n "$1" | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }
rate $ours > /dev/null; rate $theirs > /dev/null
i=0
while [ $i -lt "$rounds" ]; do
  rate $theirs >> "$work/nginx"; rate $ours >> "$work/carnet"; i=$((i+1))
done
a=$(median "$work/carnet"); b=$(median "$work/nginx")
awk -v a="$a" -v b="$b" 'BEGIN {
  printf "carnet %.0f/s  nginx %.0f/s  share %.3f  (floor 0.4, aim 0.7)\n", a, b, a / b
  exit a / b < 0.4 }'
