package dev.sotto.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.topic.Topics;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in README.md compiles against what this module brings, and its count() finds a store on disk. */
class ReadmeExampleTest {

    @TempDir
    private Path folder;

    private Class<?> example() throws Exception {
        Matcher block =
                Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        assertTrue(block.find());
        Path source = Files.writeString(folder.resolve("Example.java"), block.group(1));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-classpath", System.getProperty("java.class.path"), "-d", folder.toString(), "-proc:none");
            assertTrue(
                    compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                            .call(),
                    said.toString());
        }
        URL[] classes = {folder.toUri().toURL()};
        return new URLClassLoader(classes, getClass().getClassLoader()).loadClass("Example");
    }

    @Test
    void shouldCountPacketsBesideTheEncoder() throws Exception {
        Class<?> example = example();
        Topology encoder = (Topology)
                example.getMethod("encoder", ClientProperties.class).invoke(null, ClientProperties.of("unused:9092"));
        assertTrue(
                encoder.describe().toString().contains(Topics.DEFAULT.tokens().name()));

        Properties settings = new Properties();
        settings.putAll(Map.of(
                StreamsConfig.STATE_DIR_CONFIG,
                folder.resolve("state").toString(),
                StreamsConfig.APPLICATION_ID_CONFIG,
                "counts"));
        Topology counts = (Topology) example.getMethod("counts").invoke(null);
        try (TopologyTestDriver driver = new TopologyTestDriver(counts, settings)) {
            TestInputTopic<String, byte[]> tokens = driver.createInputTopic(
                    Topics.DEFAULT.tokens().name(), new StringSerializer(), new ByteArraySerializer());
            tokens.pipeInput("call-1", new byte[] {1});
            tokens.pipeInput("call-1", new byte[] {2});
            tokens.pipeInput("call-2", new byte[] {3});

            assertEquals(
                    Map.of("call-1", 2L, "call-2", 1L),
                    driver.createOutputTopic("packets-per-call", new StringDeserializer(), new LongDeserializer())
                            .readKeyValuesToMap());
        }
    }
}
