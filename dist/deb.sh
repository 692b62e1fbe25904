#!/usr/bin/env bash
# Makes a Debian package of the archive that ./mvnw -Pdist package has made: /opt/sotto with its own Java. Wants jpackage of a
# JDK, dpkg-deb and fakeroot.
#
#   dist/deb.sh target/sotto-0.1.0-linux-x64.tar.gz target/
set -euo pipefail
archive=$(readlink -f "$1")
out=$(readlink -f "$2")
for tool in jpackage dpkg-deb fakeroot; do
    command -v "$tool" > /dev/null || { echo "deb.sh: there is no $tool on the PATH" >&2; exit 2; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
tar -xzf "$archive" -C "$folder"
home=$(echo "$folder"/sotto-*)
version=$(basename "$home" | sed 's/^sotto-\([0-9.]*\).*/\1/')
cp "$home/LICENSE" "$home/NOTICE" "$home/README.md" "$home/jars"
# jpackage's own launcher stands for the shell script: the same flags.
flags=(--add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED -Xshare:auto -XX:+ExitOnOutOfMemoryError)
if [ "$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/java/release")" -ge 24 ]; then
    flags+=(--sun-misc-unsafe-memory-access=allow)
fi
options=()
for flag in "${flags[@]}"; do options+=(--java-options "$flag"); done
jpackage --type deb --name sotto --app-version "$version" --description "A neural speech codec for Kafka" \
    --vendor Sotto --license-file "$home/NOTICE" --input "$home/jars" --main-jar "$(basename "$home"/jars/sotto-cli-*.jar)" \
    --main-class dev.sotto.command.Sotto --runtime-image "$home/java" "${options[@]}" --dest "$out"
ls -l "$out"/*.deb
