#!/usr/bin/env bash
# A short run of the cluster faults on the broker of the tests; skipped where there is none.
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
if [[ ! -f $CARNET_KAFKA_FOLDER/bootstrap ]]; then
  echo "there is no Kafka"
  exit 77
fi
exec python3 -B cluster_faults.py --kafka "$CARNET_KAFKA_FOLDER" --nodes 3 --minutes 0.5 --seed 7 \
  --only node_killed,broker_paused,nodes_restarted_in_turn,node_state_deleted
