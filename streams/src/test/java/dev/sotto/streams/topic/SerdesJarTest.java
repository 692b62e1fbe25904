package dev.sotto.streams.topic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** The jar for other people's clients works beside kafka-clients alone. */
class SerdesJarTest {

    private static final String PACKET =
            "a1005905fedcac02036fc7acdaf26b869c96e167458c52d063047c0ebf5ec36fcaae5a825f869d56414f428c5200";

    @Test
    void shouldNeedKafkaClientsOnly() throws Exception {
        URL clients = Serde.class.getProtectionDomain().getCodeSource().getLocation();
        assertTrue(clients.getPath().contains("kafka-clients"), clients.toString());
        URL[] path = {jar().toUri().toURL(), clients};
        try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            Serdes alone = new Serdes(loader);
            byte[] packet = HexFormat.of().parseHex(PACKET);
            Object read = alone.read("PacketSerde", packet);
            assertTrue(read.toString().contains("5 frames of 6 codebooks"), read.toString());
            assertArrayEquals(packet, alone.write("PacketSerde", read));
            byte[] speech = {0, 0, 1, 0, -1, -1, 0, -128};
            assertArrayEquals(speech, alone.write("PcmSerde", alone.read("PcmSerde", speech)));
            // Nothing that a reader may meet is missing, the words of its refusal included.
            for (byte[] bad : List.of(new byte[0], new byte[] {(byte) 0xa1, 0, 0, 1, 0, 0, -1, -1, -1, -1, -1})) {
                Exception refusal = assertThrows(Exception.class, () -> alone.read("PacketSerde", bad));
                assertEquals(
                        "SerializationException", refusal.getCause().getClass().getSimpleName());
            }
        }
    }

    @Test
    void shouldBeSmallAndLoadAsAWhole() throws Exception {
        Path jar = jar();
        assertTrue(Files.size(jar) < 64 << 10, Files.size(jar) + " bytes");
        URL clients = Serde.class.getProtectionDomain().getCodeSource().getLocation();
        URL[] path = {jar.toUri().toURL(), clients};
        try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
                JarFile file = new JarFile(jar.toFile())) {
            List<String> names = file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                    .toList();
            assertTrue(names.contains("dev/sotto/streams/topic/PacketSerde.class"));
            for (String name : names) {
                Class.forName(name.replace('/', '.').replace(".class", ""), true, loader)
                        .getDeclaredMethods();
            }
        }
    }

    /** Made before the tests; of the one version that there is. */
    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-serdes.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Ours, known by their names only, and Kafka's own interfaces of the same class loader. */
    private record Serdes(ClassLoader loader) {

        private static final String CODEC = "org.apache.kafka.common.serialization.";
        private static final String HEADERS = "org.apache.kafka.common.header.";

        Object read(String serde, byte[] value) throws Exception {
            Object reader = part(serde, "deserializer");
            return loader.loadClass(CODEC + "Deserializer")
                    .getMethod("deserialize", String.class, loader.loadClass(HEADERS + "Headers"), byte[].class)
                    .invoke(reader, "t", headers(), value);
        }

        byte[] write(String serde, Object data) throws Exception {
            Object writer = part(serde, "serializer");
            return (byte[]) loader.loadClass(CODEC + "Serializer")
                    .getMethod("serialize", String.class, loader.loadClass(HEADERS + "Headers"), Object.class)
                    .invoke(writer, "t", headers(), data);
        }

        private Object part(String serde, String which) throws Exception {
            Object made = loader.loadClass("dev.sotto.streams.topic." + serde)
                    .getConstructor()
                    .newInstance();
            return loader.loadClass(CODEC + "Serde").getMethod(which).invoke(made);
        }

        private Object headers() throws Exception {
            return loader.loadClass(HEADERS + "internals.RecordHeaders")
                    .getConstructor()
                    .newInstance();
        }
    }
}
