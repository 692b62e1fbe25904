#!/usr/bin/env bash
# Makes target/sotto-VERSION-linux-x64.tar.gz (by this machine's name) of what Maven has built: a Java runtime by jlink, the
# jars of all commands but those of training and benchmarks, and an archive of their classes. Needs neither Java nor Maven
# to run. ./mvnw -Pdist -DskipTests package calls it; $1 is the version, JAVA_HOME or $2 the JDK.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$1
jdk=${2:-$JAVA_HOME}
system=$(uname -s | tr '[:upper:]' '[:lower:]')
machine=$(uname -m)
[ "$machine" != x86_64 ] || machine=x64
name=sotto-$version-$system-$machine
out=target/dist/$name

rm -rf target/dist
mkdir -p "$out/jars"
cp LICENSE NOTICE README.md "$out/"
cp dist/sotto "$out/sotto"
chmod 755 "$out/sotto"
for module in codec cli corpus broker streams service; do
    cp "$module/target/sotto-$module-$version.jar" "$out/jars/"
done
for module in cli corpus service; do
    cp "$module"/target/lib/*.jar "$out/jars/"
done
# Of two bindings of SLF4J the service's.
rm -f "$out"/jars/slf4j-nop-*.jar

# Of JDK 25 only does the image have an archive of the JDK's own classes, on which ours is built.
flags=(--strip-java-debug-attributes --no-header-files --no-man-pages)
release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$jdk/release")
if [ "$release" -ge 21 ]; then
    flags+=(--compress zip-6 --generate-cds-archive)
else
    flags+=(--compress 2)
fi
"$jdk/bin/jlink" --add-modules "$(grep -v '^#' docker/modules.txt | paste -s -d , -)" "${flags[@]}" --output "$out/java"
if [ "$release" -ge 21 ]; then
    (cd "$out" && env -i SOTTO_ARCHIVE=write ./sotto sample --seconds 1 --quiet ../babble.wav 2> /dev/null)
    rm -f target/dist/babble.wav
fi
tar -C target/dist -czf "target/$name.tar.gz" --owner=0 --group=0 "$name"
echo "target/$name.tar.gz: $(du -k "target/$name.tar.gz" | cut -f1) KB, unpacked $(du -sk "$out" | cut -f1) KB"
