package dev.sotto.service.command;

import dev.sotto.broker.SharedBroker;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.prior.Prior;
import dev.sotto.prior.PriorFile;
import dev.sotto.prior.TestPriors;
import dev.sotto.streams.app.ApplicationProperties;
import dev.sotto.streams.app.CodecApplication;
import dev.sotto.streams.app.TopicReplay;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.topic.Topics;
import dev.sotto.streams.topology.CodecTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;

/** Processes that encode and decode topics of their own on the shared broker, with a tiny model. */
final class CodecService implements AutoCloseable {

    static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    static final int CODEBOOKS = 2;
    static final int FRAMES = 5;
    static final Prior PRIOR = TestPriors.of(CODEC.model(), 2);
    static final int PARTITIONS = 4;

    private final ClientProperties client = ClientProperties.of(SharedBroker.bootstrapServers());
    private final Topics topics =
            Topics.named(SharedBroker.unique("pcm"), SharedBroker.unique("tokens"), SharedBroker.unique("decoded"));
    private final String encoderId = SharedBroker.unique("encode");
    private final String decoderId = SharedBroker.unique("decode");
    private final List<CodecProcess> processes = new ArrayList<>();
    private final Path directory;
    private final Path model;
    private final Path config;
    private Path java = Path.of(System.getProperty("java.home"), "bin", "java");

    /**
     * @param directory for the model and what the processes write to their standard error
     * @param config lines of their {@code --config}
     */
    CodecService(Path directory, List<String> config) throws IOException {
        this.directory = directory;
        this.model = directory.resolve("tiny.safetensors");
        this.config = Files.write(directory.resolve("client.properties"), config);
        Files.write(model, ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 1), false, Map.of()));
        try (Cluster cluster = Cluster.connect(client)) {
            cluster.create(topics.all(), PARTITIONS, 1, Map.of());
        }
    }

    /** {@link #PRIOR} as a file. */
    String prior() throws IOException {
        PriorFile file = PRIOR.file();
        return Files.write(
                        directory.resolve("prior.safetensors"),
                        PriorFile.write(file.config(), file.tensors(), Map.of()))
                .toString();
    }

    ClientProperties client() {
        return client;
    }

    /** For a reader who sees what was committed only. */
    ClientProperties committed() {
        Properties settings = new Properties();
        settings.put("consumer.isolation.level", "read_committed");
        return new ClientProperties(settings, SharedBroker.bootstrapServers());
    }

    Topics topics() {
        return topics;
    }

    /** For the processes that are started from now on. */
    CodecService useJava(Path executable) {
        java = executable;
        return this;
    }

    /** Encoders that their group knows of now. */
    int encoders() throws Exception {
        try (Admin admin = Admin.create(client.admin(Map.of()))) {
            return admin.describeConsumerGroups(List.of(encoderId))
                    .all()
                    .get()
                    .get(encoderId)
                    .members()
                    .size();
        }
    }

    CodecProcess startEncoder(String... more) throws IOException {
        return start("encode", encoderId, List.of("--codebooks", Integer.toString(CODEBOOKS)), more);
    }

    CodecProcess startDecoder(String... more) throws IOException {
        return start("decode", decoderId, List.of(), more);
    }

    /** In this process, at least once. */
    CodecApplication runDecoder() {
        Continuity continuity = Continuity.of(new TopicReplay(client, decoderId));
        return CodecApplication.start(
                CodecTopology.decode(topics, CODEC, Optional.of(PRIOR), continuity),
                ApplicationProperties.of(committed(), decoderId, topics.tokens()));
    }

    private CodecProcess start(String which, String applicationId, List<String> options, String... more)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("stream", which, "--application-id", applicationId));
        command.addAll(List.of("--bootstrap-servers", SharedBroker.bootstrapServers()));
        command.addAll(List.of("--config", config.toString(), "--model", model.toString()));
        command.addAll(List.of("--pcm-topic", topics.pcm().name()));
        command.addAll(List.of("--tokens-topic", topics.tokens().name()));
        command.addAll(List.of("--decoded-topic", topics.decoded().name()));
        command.addAll(options);
        command.addAll(List.of(more));
        CodecProcess process = CodecProcess.start(java, directory, command);
        processes.add(process);
        return process;
    }

    @Override
    public void close() {
        processes.forEach(CodecProcess::close);
    }
}
