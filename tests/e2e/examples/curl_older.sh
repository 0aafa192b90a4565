#!/bin/sh
# The calls of revision 2026-04-04 as a shell makes them, told apart by their members alone.
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
  '{ "label": "shell-agent", "ttl_hours": 48, "metadata": { "agent": "sh" } }'
id=$(field .id)
field '.status == "provisioned" and .metadata.agent == "sh"' > /dev/null
call list GET "/v1/identities?status=provisioned&limit=10"
field '.total > 0' > /dev/null
call extend POST "/v1/identities/$id/extend" '{ "additional_hours": 48 }'
field '.status == "active"' > /dev/null
call events GET "/v1/identities/$id/events?offset=0"
field '.items[0].type == "identity.extended"' > /dev/null
call latest GET "/v1/identities/$id/events/latest"
call child POST "/v1/identities/$id/children" '{ "label": "recovery" }'
call lineage GET "/v1/identities/$id/lineage"
call revoke DELETE "/v1/identities/$id/children"
field '.revoked_count == 1' > /dev/null
call bulk POST /v1/identities/bulk '{ "identities": [
  { "label": "one", "ttl_hours": 24 }, { "label": "two", "ttl_hours": 24 } ] }'
one=$(field '.items[0].id')
two=$(field '.items[1].id')
call bulk-squash POST /v1/identities/bulk-squash "{ \"identity_ids\": [\"$one\", \"$two\"] }"
field '.squashedCount == 2' > /dev/null
call squash POST "/v1/identities/$id/squash"
