package dev.sotto.chaos;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.call.Call;
import dev.sotto.call.Speakers;
import dev.sotto.call.TopicEar;
import dev.sotto.chaos.KillPlan.Kind;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.Pace;
import dev.sotto.streams.topic.StreamId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One run, from an empty directory to the report.
 *
 * @param speech what is said, over and over
 * @param model null for the one in the jar
 */
record ChaosRun(
        Waveform speech,
        SpeechCodec codec,
        Path model,
        int numCodebooks,
        double minutes,
        List<Kind> kinds,
        int kills,
        int calls,
        long seed) {

    private static final int FRAMES_PER_PACKET = 5;
    private static final int PARTITIONS = 4;
    private static final Duration WHOLE = Duration.ofSeconds(60);
    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    /**
     * @param directory for the brokers' data and the logs of all processes
     * @param progress hears what is going on
     */
    ChaosReport run(Path directory, Consumer<String> progress) throws IOException, InterruptedException {
        List<Call> spoken = Call.many(speech, calls, minutes * 60, PARTITIONS);
        progress.accept("encoding and decoding " + calls + " calls without Kafka");
        List<CallCheck> checks = spoken.stream()
                .map(call -> new CallCheck(codec, call, numCodebooks))
                .toList();
        try (Fleet fleet = new Fleet(directory, model)) {
            progress.accept("starting 3 brokers, 2 encoders, 2 decoders");
            fleet.start(PARTITIONS, numCodebooks, FRAMES_PER_PACKET);
            try (ClusterView view = new ClusterView(fleet.client(), Fleet.TOPICS)) {
                if (!view.awaitWhole(WHOLE)) {
                    throw new IllegalStateException("The cluster is not whole after " + WHOLE.toSeconds()
                            + " s; the logs in " + directory + " say why");
                }
                return speak(fleet, view, spoken, checks, progress);
            }
        }
    }

    private ChaosReport speak(
            Fleet fleet, ClusterView view, List<Call> spoken, List<CallCheck> checks, Consumer<String> progress)
            throws IOException, InterruptedException {
        ClientProperties client = fleet.client();
        Map<String, CallCheck> byId = IntStream.range(0, calls)
                .boxed()
                .collect(Collectors.toMap(i -> spoken.get(i).id(), checks::get));
        try (TopicEar tokens = TopicEar.open(
                        client, Fleet.TOPICS.tokens(), (record, nanos) -> byId.get(StreamId.read(record.key()))
                                .packet(record.value()));
                TopicEar decoded = TopicEar.open(
                        client, Fleet.TOPICS.decoded(), (record, nanos) -> byId.get(StreamId.read(record.key()))
                                .speech(record, nanos))) {
            // A packet's worth in a record: what sends less at a time waits for the rest of the packet in the encoder.
            int chunk = FRAMES_PER_PACKET * codec.config().hopLength();
            Speakers speakers = new Speakers(client, Fleet.TOPICS.pcm(), spoken, chunk, chunk);
            long start = System.nanoTime();
            CompletableFuture<Void> speaking = CompletableFuture.runAsync(
                    () -> speak(speakers), task -> new Thread(task, "chaos-speakers").start());
            Killing killing = new Killing(fleet, view, spoken);
            double seconds = minutes * 60;
            killing.carryOut(
                    KillPlan.of(kinds, kills, seconds, seed),
                    start,
                    start + (long) (seconds * 1e9),
                    () -> progress.accept("killed " + killing.kills().size() + " of " + kills + ", last "
                            + killing.kills().get(killing.kills().size() - 1).victim()));
            join(speaking);
            progress.accept("waiting for the ends of all calls");
            awaitEnds(checks);
            tokens.requireListening();
            decoded.requireListening();
            Aftermath aftermath = Aftermath.of(
                    killing.kills(), checks.stream().map(CallCheck::silences).toList());
            return ChaosReport.of(minutes, seed, checks, aftermath, start, view.deadLetters());
        }
    }

    private static void speak(Speakers speakers) {
        try {
            speakers.speak(Pace.realTime(AudioFiles.SAMPLE_RATE), (call, end) -> {});
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private static void join(CompletableFuture<Void> speaking) {
        try {
            speaking.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("Speaking failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private static void awaitEnds(List<CallCheck> checks) {
        long deadline = System.nanoTime() + LAST_WORDS.toNanos();
        while (System.nanoTime() < deadline && !checks.stream().allMatch(CallCheck::ended)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
