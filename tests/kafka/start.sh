#!/usr/bin/env bash
# Starts a broker for the tests in the folder given, if the machine has what it takes (Java, and the jars
# or a way to get them); otherwise the tests find none and skip themselves.
folder=$1
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
if ! command -v java > /dev/null || ! command -v mvn > /dev/null; then
  echo "no Java or no Maven: ./dev kafka install"
  exit 0
fi
# What an earlier run left has that run's topics.
./dev kafka stop --wipe --folder "$folder"
./dev kafka start --folder "$folder"
