package dev.sotto.chaos;

import dev.sotto.audio.Waveform;
import dev.sotto.call.Call;
import dev.sotto.call.TopicEar;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.topic.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * One run, from an empty directory to the report.
 *
 * @param speech what is said, over and over
 * @param model null for the one in the jar
 * @param turns how people speak; null: without a pause or a gap
 */
record ChaosRun(
        Waveform speech,
        SpeechCodec codec,
        Path model,
        int numCodebooks,
        double minutes,
        FaultPlan plan,
        int calls,
        PausesAndGaps turns,
        long seed) {

    private static final int FRAMES_PER_PACKET = 5;
    private static final int PARTITIONS = 4;
    private static final double NEWCOMER_SECONDS = 8;
    private static final Duration WHOLE = Duration.ofSeconds(60);
    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    /**
     * @param directory for the brokers' data and the logs of all processes
     * @param progress hears what is going on
     */
    ChaosReport run(Path directory, Consumer<String> progress) throws IOException, InterruptedException {
        progress.accept("encoding and decoding " + calls + " calls without Kafka");
        // A packet's worth in a record: what sends less at a time waits for the rest of the packet in the encoder.
        int chunk = FRAMES_PER_PACKET * codec.config().hopLength();
        List<Call> newcomers = inTurns(IntStream.range(0, plan.count(FaultKind.PARTITIONS))
                .mapToObj(i -> Call.onLast(speech, i, NEWCOMER_SECONDS, PARTITIONS + i + 1))
                .toList());
        Conversation conversation = new Conversation(
                call -> turns == null
                        ? Expected.of(codec, call, numCodebooks)
                        : Expected.of(codec, call, numCodebooks, FRAMES_PER_PACKET, chunk, turns),
                turns,
                chunk,
                inTurns(Call.many(speech, calls, minutes * 60, PARTITIONS)),
                newcomers);
        try (Fleet fleet = new Fleet(directory, model)) {
            progress.accept("starting 3 brokers, 2 encoders, 2 decoders");
            fleet.start(
                    PARTITIONS,
                    numCodebooks,
                    FRAMES_PER_PACKET,
                    turns == null ? 0 : turns.pauseInterval() / codec.config().frameRate());
            try (ClusterView view = new ClusterView(fleet.client(), Fleet.TOPICS)) {
                if (!view.awaitWhole(WHOLE)) {
                    throw new IllegalStateException("The cluster is not whole after " + WHOLE.toSeconds()
                            + " s; the logs in " + directory + " say why");
                }
                return speak(fleet, view, conversation, progress);
            }
        }
    }

    private List<Call> inTurns(List<Call> some) {
        return turns == null
                ? some
                : IntStream.range(0, some.size())
                        .mapToObj(i -> turns.of(some.get(i), i))
                        .toList();
    }

    private ChaosReport speak(Fleet fleet, ClusterView view, Conversation conversation, Consumer<String> progress)
            throws IOException, InterruptedException {
        ClientProperties client = fleet.client();
        SetAside aside = new SetAside();
        try (TopicEar tokens = TopicEar.open(client, Fleet.TOPICS.tokens(), conversation::hearTokens);
                TopicEar decoded = TopicEar.open(client, Fleet.TOPICS.decoded(), conversation::hearSpeech);
                TopicEar ofPcm = deadLetters(client, Fleet.TOPICS.pcm(), aside);
                TopicEar ofTokens = deadLetters(client, Fleet.TOPICS.tokens(), aside)) {
            Ordeal ordeal = new Ordeal(fleet, view, faults(fleet, view, conversation, aside));
            long start = System.nanoTime();
            conversation.begin(client);
            ordeal.carryOut(
                    plan,
                    start,
                    start + (long) (minutes * 60e9),
                    last -> progress.accept(ordeal.incidents().size() + " of "
                            + plan.faults().size() + ": " + last.kind().label() + ", " + last.victim()));
            conversation.join();
            progress.accept("waiting for the ends of all calls");
            await(conversation, aside);
            ordeal.revive();
            List.of(tokens, decoded, ofPcm, ofTokens).forEach(TopicEar::requireListening);
            List<CallCheck> checks = conversation.checks();
            Aftermath aftermath = Aftermath.of(
                    ordeal.incidents(), checks.stream().map(CallCheck::silences).toList());
            return ChaosReport.of(minutes, calls, seed, checks, aftermath, start, aside, ordeal.ended());
        }
    }

    private static Map<FaultKind, Fault> faults(
            Fleet fleet, ClusterView view, Conversation conversation, SetAside aside) {
        List<Call> calls = conversation.calls();
        Targets targets = new Targets(fleet, view, calls);
        Pause pause = new Pause(targets);
        return Map.of(
                FaultKind.KILL, new Kill(targets),
                FaultKind.PAUSE, pause,
                FaultKind.BROKER_PAUSE, pause,
                FaultKind.POISON, new Poison(fleet.client(), Fleet.TOPICS, calls, aside),
                FaultKind.CLOCK, new ClockChange(calls, conversation.clocks()),
                FaultKind.PARTITIONS, new PartitionGrowth(view, PARTITIONS, conversation::welcomeNewcomer));
    }

    private static TopicEar deadLetters(ClientProperties client, Topic of, SetAside aside) {
        return TopicEar.open(client, of.deadLetters(), (record, nanos) -> aside.hear(record.headers()));
    }

    private static void await(Conversation conversation, SetAside aside) {
        long deadline = System.nanoTime() + LAST_WORDS.toNanos();
        while (System.nanoTime() < deadline && !(conversation.isOver() && aside.isComplete())) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
