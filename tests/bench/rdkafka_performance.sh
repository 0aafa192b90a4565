#!/usr/bin/env bash
# Builds librdkafka's own performance tool against the librdkafka of this build. The package that is pinned lacks the
# tool, so its one file comes from Debian's source package; the library and rdkafka.h are the pinned ones.
#
#   rdkafka_performance.sh BUILD_DIRECTORY      makes BUILD_DIRECTORY/bin/rdkafka_performance
set -euo pipefail
build=$(realpath "${1:?usage: rdkafka_performance.sh BUILD_DIRECTORY}")
cache=${CARNET_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/carnet}
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
mkdir -p lists/partial
# The machine's own source of packages, asked for sources.
mirror=$(apt-cache policy | awk '$2 ~ /^http/ && $3 ~ /\/main$/ && $3 !~ /security|updates/ {print $2, $3; exit}')
echo "deb-src ${mirror%/main} main" > sources.list
apt=(apt-get -q -o Dir::Etc::sourcelist="$room/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists="$room/lists")
"${apt[@]}" update > /dev/null 2>&1
"${apt[@]}" source --download-only librdkafka > /dev/null 2>&1
tar xzf librdkafka_*.orig.tar.gz --strip-components=1
cp "$cache"/librdkafka-*/src/rdkafka.h src/
echo '#define WITH_SSL 1' > config.h
cc -O2 -w -Isrc -o "$build/bin/rdkafka_performance" examples/rdkafka_performance.c "$build/librdkafka.a" \
  -lssl -lcrypto -lz -lzstd -llz4 -lpthread -lm -ldl
echo "$build/bin/rdkafka_performance"
