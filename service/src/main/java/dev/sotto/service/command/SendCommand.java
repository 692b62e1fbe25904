package dev.sotto.service.command;

import dev.sotto.BadInputException;
import dev.sotto.audio.AudioFiles;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.Pace;
import dev.sotto.streams.client.SpeechSender;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.topic.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sotto send}. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = "Send speech to its topic: a file, standard input or the microphone.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sotto send speech.flac --stream caller-7",
            "  arecord -f S16_LE -r 16000 -t raw | sotto send - --raw 16000 --stream caller-7",
            "  sotto send --microphone --stream caller-7"
        })
public final class SendCommand implements Callable<Integer> {

    @Mixin
    private SourceOptions source;

    @Option(
            names = "--stream",
            paramLabel = "ID",
            description = "The stream's name, the key of its records. Default: the file's name without its ending.")
    private String streamId;

    @Option(names = "--fast", description = "As fast as it goes instead of at the pace of speech.")
    private boolean fast;

    @Option(
            names = "--chunk-ms",
            defaultValue = "20",
            description = "Milliseconds of sound in a record. Default: ${DEFAULT-VALUE}.")
    private int chunkMs;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private BrokerTimeoutOption timeout;

    @Mixin
    private TopicOptions names;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        source.requireSensible();
        if (chunkMs < 1 || chunkMs > 10_000) {
            throw new BadInputException("--chunk-ms must be 1 to 10000, is " + chunkMs);
        }
        String id =
                StreamIds.require(streamId != null ? streamId : source.name().orElse(null));
        Topic topic = names.topics().pcm();
        ClientProperties client = kafka.client();
        try (InputStream speech = source.open();
                Cluster cluster = Cluster.connect(client, timeout.orElse(BrokerTimeoutOption.USUAL))) {
            cluster.require(topic);
            stopAtCtrlC(speech);
            send(speech, client, topic, id);
        }
        return 0;
    }

    private void send(InputStream speech, ClientProperties client, Topic topic, String id)
            throws IOException, InterruptedException {
        int rate = AudioFiles.SAMPLE_RATE;
        Pace pace = fast || source.isLive() ? Pace.AT_ONCE : Pace.realTime(rate);
        try (SpeechSender sender = new SpeechSender(client, topic, id, rate)) {
            long sent = sender.sendAll(speech, chunkMs * rate / 1000, pace, position -> {});
            spec.commandLine()
                    .getOut()
                    .printf(
                            "Sent %.2f s of speech to topic %s as stream '%s'.%n",
                            sent / (double) rate, topic.name(), id);
            spec.commandLine().getOut().flush();
        }
    }

    /** The microphone has no end of its own: Ctrl-C is the end of the stream, and the JVM waits until it is sent. */
    private static void stopAtCtrlC(InputStream speech) {
        if (speech instanceof Microphone microphone) {
            Thread sending = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                microphone.close();
                try {
                    sending.join(TimeUnit.SECONDS.toMillis(3));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
    }
}
