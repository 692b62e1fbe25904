package dev.sotto.chaos;

import dev.sotto.audio.AudioFiles;
import dev.sotto.call.Call;
import dev.sotto.call.Speakers;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.Pace;
import dev.sotto.streams.topic.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The callers of a run, and what is heard of them. */
final class Conversation {

    private final List<Call> calls;
    private final List<Call> newcomers;
    private final PausesAndGaps turns;
    private final int chunk;
    private final Map<String, CallCheck> checks = new HashMap<>();
    private final List<CompletableFuture<Void>> speaking = new ArrayList<>();
    private final SenderClocks clocks;
    private ClientProperties client;
    private int came;

    /**
     * Encodes and decodes all that will be said.
     *
     * @param expected what shall come of a call
     * @param turns how they speak and what gets lost; null: without a pause or a gap
     * @param chunk samples of a record
     * @param newcomers who call later, one after another
     */
    Conversation(
            Function<Call, Expected> expected, PausesAndGaps turns, int chunk, List<Call> calls, List<Call> newcomers) {
        this.turns = turns;
        this.calls = List.copyOf(calls);
        this.newcomers = List.copyOf(newcomers);
        this.chunk = chunk;
        this.clocks = new SenderClocks(calls.size());
        calls.forEach(call -> checks.put(call.id(), new CallCheck(expected.apply(call))));
        newcomers.forEach(call -> checks.put(call.id(), new CallCheck(expected.apply(call))));
    }

    /** All but the newcomers begin. */
    void begin(ClientProperties through) {
        client = through;
        speak(calls, clocks);
    }

    /** One more, while the others speak. */
    void welcomeNewcomer() {
        speak(List.of(newcomers.get(came)), call -> System.currentTimeMillis());
        came++;
    }

    private void speak(List<Call> some, Speakers.Clock clock) {
        Speakers speakers = new Speakers(
                client, Fleet.TOPICS.pcm(), some, chunk, chunk, clock, from -> turns != null && turns.isLost(from));
        speaking.add(CompletableFuture.runAsync(
                () -> {
                    try {
                        speakers.speak(Pace.realTime(AudioFiles.SAMPLE_RATE), (call, end) -> check(some.get(call))
                                .begins(System.nanoTime()));
                    } catch (InterruptedException e) {
                        throw new CompletionException(e);
                    }
                },
                task -> new Thread(task, "chaos-speakers").start()));
    }

    /** Returns when everybody has finished speaking. */
    void join() {
        try {
            speaking.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw new IllegalStateException("Speaking failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    /** Of the topic of tokens. */
    void hearTokens(ConsumerRecord<byte[], byte[]> record, long nanos) {
        if (record.headers().lastHeader(Poison.MARK) == null) {
            checks.get(StreamId.read(record.key())).packet(record.value(), nanos);
        }
    }

    /** Of the topic of decoded speech. */
    void hearSpeech(ConsumerRecord<byte[], byte[]> record, long nanos) {
        checks.get(StreamId.read(record.key())).speech(record, nanos);
    }

    List<Call> calls() {
        return calls;
    }

    SenderClocks clocks() {
        return clocks;
    }

    /** Of those who have called so far: calls first, then newcomers. */
    List<CallCheck> checks() {
        List<CallCheck> all = new ArrayList<>();
        calls.forEach(call -> all.add(check(call)));
        newcomers.subList(0, came).forEach(call -> all.add(check(call)));
        return all;
    }

    private CallCheck check(Call call) {
        return checks.get(call.id());
    }

    boolean isOver() {
        return checks().stream().allMatch(CallCheck::ended);
    }
}
