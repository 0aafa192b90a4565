#!/bin/sh
# The calls of revision 2026-04-29 as a shell makes them. CARNET_URL, CARNET_KEY, CARNET_ORG and
# CARNET_PROJECT name the server and the key. Prints one line for each call.
set -eu

call() { # name, method, path, [body]
  name=$1 method=$2 path=$3
  shift 3
  [ $# -eq 0 ] || set -- -H "Content-Type: application/json" -d "$1"
  [ "$method" = GET ] || set -- -H "Idempotency-Key: $(uuidgen)" "$@"
  answer=$(curl -sS --fail-with-body -X "$method" "$CARNET_URL$path" \
    -H "Authorization: Bearer $CARNET_KEY" \
    -H "X-Org-Id: $CARNET_ORG" \
    -H "X-Project-Id: $CARNET_PROJECT" "$@")
  echo "$name ok"
}

field() { printf '%s' "$answer" | jq -er "$1"; }

call create POST /v1/identities \
  '{ "aliasTemplate": "shell-agent", "ttlHours": 24, "tags": ["shell"] }'
id=$(field .id)
field '.status == "PROVISIONED"' > /dev/null
call list GET "/v1/identities?limit=20"
field '.items | length > 0' > /dev/null
call get GET "/v1/identities/$id"
call extend POST "/v1/identities/$id/extend" '{"ttlHours": 48}'
field '.status == "ACTIVE"' > /dev/null
call events GET "/v1/identities/$id/events?limit=10"
call recent GET "/v1/identities/events/recent?limit=10"
call child POST "/v1/identities/$id/children" \
  '{"aliasTemplate": "recovery", "ttlHours": 24, "eventBudget": 10}'
field ".parentIdentityId == \"$id\"" > /dev/null
call lineage GET "/v1/identities/$id/lineage"
field '.nodes | length == 2' > /dev/null
call revoke POST "/v1/identities/$id/revoke-children"
field '.revokedCount == 1' > /dev/null
call bulk POST /v1/identities/bulk '{"count": 5, "ttlHours": 12, "tags": ["many"]}'
field '.count == 5' > /dev/null
call bulk-squash POST /v1/identities/bulk-squash '{"tags": ["many"], "limit": 100}'
field '.squashedCount == 5' > /dev/null
call squash POST "/v1/identities/$id/squash"
field '.status == "SQUASHED"' > /dev/null
