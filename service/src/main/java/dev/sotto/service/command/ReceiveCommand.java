package dev.sotto.service.command;

import dev.sotto.BadInputException;
import dev.sotto.audio.AudioFiles;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.SpeechReceiver;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.topic.Topic;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.sound.sampled.SourceDataLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sotto receive}. */
@Command(
        name = "receive",
        mixinStandardHelpOptions = true,
        description = "Receive a stream of decoded speech, until it ends, into a WAV file.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sotto receive caller-7.wav --stream caller-7",
            "  sotto receive --play --stream caller-7",
            "  sotto receive caller-7.wav --stream caller-7 --from-beginning --seconds 30"
        })
public final class ReceiveCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Parameters(arity = "0..1", paramLabel = "OUT.wav", description = "Where the speech goes.")
    private Path file;

    @Option(names = "--stream", required = true, paramLabel = "ID", description = "The stream's name.")
    private String streamId;

    @Option(names = "--seconds", description = "Stop after so much speech, even if the stream goes on.")
    private Double seconds;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Stop when nothing has come for so long. A broker may take as long to answer, at least 5."
                    + " Default: 60; for the broker 5.")
    private Double timeout;

    @Option(
            names = "--from-beginning",
            description = "Begin with the oldest record of the topic instead of with what comes from now on.")
    private boolean fromBeginning;

    @Option(names = "--play", description = "Play it, too, as late as its jitter asks for: 40 to 500 ms.")
    private boolean play;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private TopicOptions names;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String id = StreamIds.require(streamId);
        if (file == null && !play) {
            throw new BadInputException("Name a file OUT.wav, or give --play");
        }
        if (seconds != null && !(seconds > 0)) {
            throw new BadInputException("--seconds must be positive, is " + seconds);
        }
        Duration brokers = BrokerTimeoutOption.atLeastUsual(timeout);
        Topic topic = names.topics().decoded();
        ClientProperties client = kafka.client();
        try (SourceDataLine line = play ? SoundCard.loudspeaker(AudioFiles.SAMPLE_RATE) : null;
                Cluster cluster = Cluster.connect(client, brokers)) {
            cluster.require(topic);
            Loudspeaker loudspeaker =
                    line == null ? null : new Loudspeaker(line, AudioFiles.SAMPLE_RATE, fromBeginning, this::complain);
            try (Reception reception = new Reception(file, AudioFiles.SAMPLE_RATE, loudspeaker, this::complain);
                    SpeechReceiver receiver = new SpeechReceiver(client, topic, id, fromBeginning)) {
                say("Waiting for stream '" + id + "' on topic " + topic.name() + " ...");
                receive(receiver, reception);
                conclude(reception, id, topic);
            } catch (UncheckedIOException e) {
                throw unwritable(e.getCause());
            } catch (FileNotFoundException e) {
                throw unwritable(e);
            }
            if (line != null) {
                line.drain();
            }
        }
        return 0;
    }

    private BadInputException unwritable(IOException e) {
        return new BadInputException(file + " cannot be written: " + e.getMessage(), e);
    }

    private void receive(SpeechReceiver receiver, Reception reception) {
        long patience = BrokerTimeoutOption.of(timeout, PATIENCE).toNanos();
        long last = System.nanoTime();
        while (!reception.hasEnded() && !isEnough(reception) && System.nanoTime() - last < patience) {
            long before = reception.pieces();
            receiver.poll(POLL, reception);
            if (reception.pieces() > before) {
                last = System.nanoTime();
            }
        }
    }

    private boolean isEnough(Reception reception) {
        return reception.isFull() || seconds != null && reception.length() >= seconds * AudioFiles.SAMPLE_RATE;
    }

    private void conclude(Reception reception, String id, Topic topic) {
        if (reception.length() == 0) {
            throw new BadInputException("Nothing of stream '" + id + "' came on topic " + topic.name() + " within "
                    + (timeout == null ? PATIENCE.toSeconds() : timeout)
                    + " s; is 'sotto stream decode' running, and is the name right? --from-beginning takes what"
                    + " is there already");
        }
        say(String.format(
                "Received %.2f s%s%s.%s",
                reception.length() / (double) AudioFiles.SAMPLE_RATE,
                file == null ? "" : " into " + file,
                reception.missing() == 0
                        ? ""
                        : String.format(", %.2f s missing", reception.missing() / (double) AudioFiles.SAMPLE_RATE),
                reception.isFull() ? " The file is full." : reception.hasEnded() ? "" : " The stream has not ended."));
    }

    private void complain(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("sotto: " + line);
        err.flush();
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
