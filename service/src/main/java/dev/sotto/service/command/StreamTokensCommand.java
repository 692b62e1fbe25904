package dev.sotto.service.command;

import dev.sotto.BadInputException;
import dev.sotto.command.PriorOption;
import dev.sotto.packet.MalformedPacketException;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.TopicListener;
import dev.sotto.streams.client.TopicListener.From;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.stream.TokenStreams;
import dev.sotto.streams.topic.PoisonRecordException;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sotto stream tokens}. */
@Command(
        name = "tokens",
        mixinStandardHelpOptions = true,
        description = "Write the topic of tokens as lines of JSON, one a packet, until the stream ends or Ctrl-C.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sotto stream tokens --stream caller-7",
            "  sotto stream tokens --all --out live.jsonl",
            "  sotto stream tokens --stream caller-7 --from-beginning --timeout 5"
        })
public final class StreamTokensCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(100);

    /** How tokens are written. */
    enum Format {
        JSONL
    }

    @Option(
            names = "--stream",
            paramLabel = "ID",
            description = "The stream's name. The command ends when the stream does.")
    private String streamId;

    @Option(names = "--all", description = "All streams of the topic, until Ctrl-C.")
    private boolean all;

    @Option(names = "--format", defaultValue = "jsonl", description = "jsonl. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Option(names = "--out", paramLabel = "FILE", description = "The file to write. Default: standard output.")
    private Path out;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Stop when nothing has come for so long. A broker may take as long to answer, at least 5."
                    + " Default: 60 with --stream, with --all never; for the broker 5.")
    private Double timeout;

    @Option(
            names = "--from-beginning",
            description = "Begin with the oldest record of the topic instead of with what comes from now on.")
    private boolean fromBeginning;

    @Mixin
    private PriorOption prior;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private TopicOptions names;

    @Spec
    private CommandSpec spec;

    private static final double PATIENCE = 60;

    private volatile boolean stopped;
    private long packets;

    @Override
    public Integer call() throws IOException {
        if (all == (streamId != null)) {
            throw new BadInputException("Name a stream with --stream ID, or give --all: one of the two");
        }
        Duration brokers = BrokerTimeoutOption.atLeastUsual(timeout);
        String id = all ? null : StreamIds.require(streamId);
        Topic topic = names.topics().tokens();
        TokenStreams streams = new TokenStreams(prior.priorIfAny());
        ClientProperties client = kafka.client();
        try (Cluster cluster = Cluster.connect(client, brokers)) {
            cluster.require(topic);
            try (PrintWriter lines = open();
                    TopicListener listener = new TopicListener(
                            client, "sotto-tokens", fromBeginning ? From.BEGINNING : From.NOW, topic)) {
                stopAtCtrlC();
                say("Waiting for " + (all ? "all streams" : "stream '" + id + "'") + " on topic " + topic.name()
                        + " ...");
                listen(listener, streams, id, lines);
                requireSome(topic);
                if (lines.checkError()) {
                    throw new IOException((out == null ? "Standard output" : out)
                            + " could not be written to its end: is the disk full?");
                }
            }
        }
        return 0;
    }

    private PrintWriter open() throws IOException {
        if (out == null) {
            return spec.commandLine().getOut();
        }
        try {
            return new PrintWriter(out.toFile(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BadInputException(out + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void listen(TopicListener listener, TokenStreams streams, String id, PrintWriter lines) {
        double seconds = timeout != null ? timeout : all ? Double.POSITIVE_INFINITY : PATIENCE;
        long patience = (long) (seconds * 1e9);
        long last = System.nanoTime();
        while (!stopped && System.nanoTime() - last < patience) {
            for (ConsumerRecord<byte[], byte[]> record : listener.poll(POLL)) {
                if (write(record, streams, id, lines)) {
                    last = System.nanoTime();
                }
            }
            lines.flush();
        }
    }

    /** A stream that said nothing was missed, or is none. */
    private void requireSome(Topic topic) {
        if (packets == 0 && !all && !stopped) {
            throw new BadInputException("Nothing of stream '" + streamId + "' came on topic " + topic.name()
                    + " within "
                    + (timeout == null ? PATIENCE : timeout) + " s; is 'sotto stream encode' running, and is the"
                    + " name right? --from-beginning takes what is there already");
        }
    }

    /** Beside the tokens, which may go to standard output. */
    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("sotto: " + line);
        err.flush();
    }

    /** Whether the record was a packet of a stream that is listened to. */
    private boolean write(ConsumerRecord<byte[], byte[]> record, TokenStreams streams, String id, PrintWriter lines) {
        try {
            String key = StreamId.read(record.key());
            if (stopped || id != null && !id.equals(key)) {
                return false;
            }
            if (record.value() == null) {
                throw new PoisonRecordException("The record has no value");
            }
            OptionalLong epoch = StreamHeaders.read(record.headers(), StreamHeaders.EPOCH);
            streams.add(key, record.value(), epoch, record.timestamp()).ifPresent(tokens -> {
                packets++;
                lines.print(TokenLines.line(key, record.timestamp(), tokens) + "\n");
                stopped |= id != null && tokens.endsStream();
            });
            return true;
        } catch (PoisonRecordException | MalformedPacketException e) {
            say(String.format(
                    "offset %d of partition %d is left out: %s", record.offset(), record.partition(), e.getMessage()));
            return false;
        }
    }

    /** The last line is whole. */
    private void stopAtCtrlC() {
        Thread listening = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopped = true;
            try {
                listening.join(TimeUnit.SECONDS.toMillis(3));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }
}
