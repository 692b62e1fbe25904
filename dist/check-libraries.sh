#!/usr/bin/env bash
# The snippets in the READMEs of codec and streams, each in a Maven project of its own in a temporary folder: they compile
# and run against what ./mvnw install puts into a repository, and nothing else. By hand, in about two minutes: it installs
# into a temporary repository and takes the libraries from your own, without the network.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
version=$(sed -n 's|^  <version>\(.*\)</version>$|\1|p' pom.xml | head -n 1)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mvn=("$root/mvnw" -o -q -Dmaven.repo.local="$folder/repository"
    -Dmaven.repo.local.tail="$HOME/.m2/repository" -Dmaven.repo.local.tail.ignoreAvailability=true)

"${mvn[@]}" -DskipTests -pl codec,streams -am install

# A project that depends on a module, with the first block of Java in the module's README as its only class.
project() {
    mkdir -p "$folder/$1/src/main/java"
    sed -n '/^```java$/,/^```$/p' "$root/$1/README.md" | sed '1d;/^```$/,$d' > "$folder/$1/src/main/java/Example.java"
    cat > "$folder/$1/pom.xml" << POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>example-$1</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency>
      <groupId>dev.sotto</groupId>
      <artifactId>sotto-$1</artifactId>
      <version>$version</version>
    </dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin>
        <artifactId>maven-compiler-plugin</artifactId>
        <version>$(plugin maven-compiler-plugin)</version>
      </plugin>
      <plugin>
        <artifactId>maven-resources-plugin</artifactId>
        <version>$(plugin maven-resources-plugin)</version>
      </plugin>
      <plugin>
        <artifactId>maven-dependency-plugin</artifactId>
        <version>$(plugin maven-dependency-plugin)</version>
      </plugin>
    </plugins>
  </build>
</project>
POM
    (cd "$folder/$1" && "${mvn[@]}" compile dependency:copy-dependencies -Dmdep.copyPom=true)
}

# The version of a plugin in our own POM.
plugin() {
    grep -A 1 "<artifactId>$1</artifactId>" "$root/pom.xml" | sed -n 's|.*<version>\(.*\)</version>.*|\1|p' | head -n 1
}

# How many jars a project got, none of them under the GPL alone: the LGPL is another, and some leave the choice (RocksDB).
jars() {
    local pom
    for pom in "$folder/$1"/target/dependency/*.pom; do
        if grep -iE '<name>.*(GPL|General Public)' "$pom" | grep -qivE 'LGPL|Lesser|Library' &&
            ! grep -qiE '<name>.*(Apache|BSD|MIT) ' "$pom"; then
            echo "$(basename "$pom") is under the GPL" >&2
            return 1
        fi
    done
    find "$folder/$1/target/dependency" -name '*.jar' | wc -l
}

run() {
    (cd "$folder/$1" && java --add-modules jdk.incubator.vector -cp "target/classes:target/dependency/*" "${@:2}")
}

project codec
count=$(jars codec)
[ "$count" -le 10 ] || { echo "sotto-codec brings $count jars" >&2; exit 1; }
run codec Example "$root/codec/src/main/resources/dev/sotto/audio/default.flac" heard.wav
test -s "$folder/codec/heard.wav"
echo "sotto-codec: $count jars, no GPL; the snippet compiles and speaks"

project streams
count=$(jars streams)
cat > "$folder/streams/Check.java" << 'JAVA'
import dev.sotto.streams.client.ClientProperties;

public class Check {
    public static void main(String[] args) {
        System.out.println(Example.counts().describe());
        System.out.println(Example.encoder(ClientProperties.of("127.0.0.1:9092")).describe());
    }
}
JAVA
run streams Check.java > "$folder/topologies"
grep -q packets-per-call "$folder/topologies"
grep -q voice.tokens "$folder/topologies"
echo "sotto-streams: $count jars, no GPL; the snippet compiles, and both topologies are made"
