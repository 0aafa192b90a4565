#!/usr/bin/env bash
# A cluster's id is random base64url: one in 64 begins with a dash, and must not be read as an option.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source scripts/dev/prelude.sh
source scripts/dev/kafka/broker.sh
[[ -d $(kafka_jars) ]] || { echo "the jars of Kafka were not fetched"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
found_cluster "$folder" 1 127.0.0.1
echo -AAAAAAAAAAAAAAAAAAAAA > "$folder/cluster-id"
format_broker "$folder" 1
grep -x "cluster.id=-AAAAAAAAAAAAAAAAAAAAA" "$folder/node-1/data/meta.properties"
