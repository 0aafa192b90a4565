#!/bin/sh
# The upper bound of POST /v1/identities as a share of GET /healthz: the rate of creation_bound (see
# its first lines) beside its own /healthz, rounds interleaved, server on core 0, wrk on core 1, 64
# connections. Prints medians, the share, and the ratio of the server's CPU for each request.
# Usage: creation_bound.sh <creation_bound binary> [rounds] [seconds]
set -eu
server=$1; rounds=${2:-5}; seconds=${3:-4}
port=18183
work=$(mktemp -d)
started=""
finish() { for pid in $started; do kill "$pid" 2>/dev/null || true; done; rm -rf "$work"; }
trap finish EXIT INT TERM
taskset -c 0 "$server" $port "$work/log" & started=$!
until curl -sf -o /dev/null "http://127.0.0.1:$port/healthz"; do sleep 0.1; done
cat > "$work/create.lua" <<'LUA'
local n = 0
request = function()
  n = n + 1
  return wrk.format("POST", "/create", {
    ["Authorization"] = "Bearer aid_0123456789012345678901234567890123456789", ["Idempotency-Key"] = "run-" .. n,
    ["X-Org-Id"] = "org_abcdefghijkl", ["X-Project-Id"] = "proj_abcdefghijkl", ["Content-Type"] = "application/json"},
    '{"aliasTemplate":"bench","ttlHours":24,"tags":["bench"]}')
end
LUA
ticks() { awk '{print $14 + $15}' "/proc/$started/stat"; }
# Requests a second, and the server's CPU for each in us.
rate() { path=$1; shift; before=$(ticks)
         taskset -c 1 wrk -t1 -c64 -d"${seconds}s" "$@" "http://127.0.0.1:$port$path" > "$work/out"
         awk -v ticks=$(($(ticks) - before)) -v hz="$(getconf CLK_TCK)" '/requests in/ {n = $1}
           /Requests\/sec/ {r = $2} /Non-2xx/ {exit 1} END {print r, ticks / hz * 1e6 / n}' "$work/out"; }
median() { cut -d' ' -f"$2" "$work/$1" | sort -n | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }
rate /healthz > /dev/null
i=0
while [ $i -lt "$rounds" ]; do
  rate /healthz >> "$work/healthz"; rate /create -s "$work/create.lua" >> "$work/create"; i=$((i+1))
done
awk -v a="$(median create 1)" -v b="$(median healthz 1)" -v c="$(median create 2)" -v d="$(median healthz 2)" 'BEGIN {
  printf "bound %.0f/s %.1f us  healthz %.0f/s %.1f us  share %.3f, of CPU %.3f\n", a, c, b, d, a / b, d / c }'
