package dev.sotto.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.broker.SecureBroker;
import dev.sotto.broker.SharedBroker;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Passwords and certificates reach Kafka's clients by --config, and nobody else. */
class SecurityTest {

    @TempDir
    static Path directory;

    private static SecureBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = new SecureBroker(directory);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    @Timeout(120)
    void shouldCarrySpeechForWhoHasThePassword() throws Exception {
        Path speech = directory.resolve("speech.wav");
        AudioFiles.writeWav(AudioFiles.defaultClip().slice(0, 8_000), speech);
        Path model = directory.resolve("tiny.safetensors");
        Files.write(model, ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 1), false, Map.of()));
        assertDone(run(SecureBroker.PASSWORD, "topics", "create"));
        try (CodecProcess encoder = start("encode", model);
                CodecProcess decoder = start("decode", model)) {
            encoder.awaitReady();
            decoder.awaitReady();
            assertDone(run(SecureBroker.PASSWORD, "send", speech.toString(), "--fast"));
            Path heard = directory.resolve("heard.wav");
            assertDone(
                    run(SecureBroker.PASSWORD, "receive", heard.toString(), "--stream", "speech", "--from-beginning"));
            assertEquals(8_000, AudioFiles.read(heard).length());
            for (String log : List.of(encoder.errors(), decoder.errors())) {
                assertTrue(log.contains("SCRAM"), "the log says how it logs in");
                SecureBroker.SECRETS.forEach(secret -> assertFalse(log.contains(secret), secret + " is in the log"));
            }
        }
    }

    @Test
    void shouldSayThatThePasswordIsWrongWithoutSayingThePassword() throws Exception {
        CommandRun run = run("looking-glass", "topics", "create");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("Authentication failed"), run.err());
        assertEquals(1, run.err().strip().lines().count(), run.err());
        assertFalse(run.err().contains("looking-glass"), run.err());
    }

    @Test
    void shouldNotSayThePasswordWhenItsLineIsWrong() throws Exception {
        // Without the semicolon at its end.
        Path config = directory.resolve("wrong.properties");
        List<String> lines = broker.clientProperties(SecureBroker.PASSWORD).stream()
                .map(line -> line.replace("\";", "\""))
                .toList();
        Files.write(config, lines);
        CommandRun run = CommandRun.of(
                "--trace",
                "topics",
                "create",
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--config",
                config.toString());
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("JAAS"), run.err());
        SecureBroker.SECRETS.forEach(secret -> assertFalse(run.err().contains(secret), run.err()));
    }

    @Test
    void shouldSayThatThePortSpeaksAnotherProtocol() throws Exception {
        CommandRun plain =
                CommandRun.of("topics", "create", "--bootstrap-servers", broker.bootstrapServers(), "--timeout", "1");
        assertEquals(2, plain.exitCode());
        assertTrue(plain.err().contains("within 1 s") && plain.err().contains("speaks TLS"), plain.err());
        assertTrue(plain.err().contains("ours is PLAINTEXT"), plain.err());

        Path config = Files.createTempFile(directory, "client", ".properties");
        Files.write(config, broker.clientProperties(SecureBroker.PASSWORD));
        String servers = SharedBroker.bootstrapServers();
        CommandRun secure =
                CommandRun.of("topics", "create", "--bootstrap-servers", servers, "--config", config, "--timeout", "1");
        assertEquals(2, secure.exitCode());
        assertTrue(secure.err().contains("speaks security.protocol=PLAINTEXT, and ours is SASL_SSL"), secure.err());
    }

    private static void assertDone(CommandRun run) {
        assertEquals(0, run.exitCode(), run.err());
    }

    private static CommandRun run(String password, String... command) throws IOException {
        return CommandRun.of(line(password, command).toArray());
    }

    private static CodecProcess start(String which, Path model) throws IOException {
        return CodecProcess.start(
                directory, line(SecureBroker.PASSWORD, "stream", which, "--model", model.toString(), "--verbose"));
    }

    private static List<String> line(String password, String... command) throws IOException {
        Path config = Files.createTempFile(directory, "client", ".properties");
        Files.write(config, broker.clientProperties(password));
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of("--bootstrap-servers", broker.bootstrapServers(), "--config", config.toString()));
        return line;
    }
}
