package dev.sotto.load;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import dev.sotto.call.Call;
import dev.sotto.call.Speakers;
import dev.sotto.call.TopicEar;
import dev.sotto.model.CodecConfig;
import dev.sotto.streams.app.CodecApplication;
import dev.sotto.streams.client.Pace;
import dev.sotto.streams.processor.StreamCounters;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures one case after another, each on topics and with applications of its own.
 *
 * @param seconds that count, after {@value #SETTLE_SECONDS} (or as many as that, if they are fewer) that do not
 * @param chunkOrNone samples of a record of speech; 0: as many as a packet has
 * @param silences in the calls
 */
record LoadRun(LoadStand stand, Waveform speech, double seconds, int chunkOrNone, Silences silences) {

    private static final double SETTLE_SECONDS = 2;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** What came of the calls of one case. */
    private static final class Hearing {

        private final List<Integer> lengths;
        private final Latencies latencies;
        private final Map<String, Integer> numbers;
        private final AtomicInteger ended = new AtomicInteger();

        Hearing(List<Call> calls, int chunk, int delay) {
            lengths = calls.stream().map(Call::length).toList();
            latencies = new Latencies(lengths, chunk, delay);
            numbers = IntStream.range(0, calls.size())
                    .boxed()
                    .collect(Collectors.toMap(i -> calls.get(i).id(), i -> i));
        }

        TopicEar open(LoadStand stand, Topics topics) {
            return TopicEar.open(stand.client(), topics.decoded(), (record, nanos) -> {
                long position = StreamHeaders.read(record.headers(), StreamHeaders.POSITION)
                        .orElse(0);
                int call = numbers.get(StreamId.read(record.key()));
                if (record.value() == null) {
                    // A decoder that heard nothing for a minute ends a call, too, but not where it ends.
                    if (position == lengths.get(call)) {
                        ended.incrementAndGet();
                    }
                    return;
                }
                latencies.received(call, position + record.value().length / Pcm16.BYTES, nanos);
            });
        }

        /** Waits for the ends of all calls, not for ever. */
        void awaitEnds() {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (ended.get() < numbers.size() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
    }

    /** As fast as it goes, until the compiler has seen to everything. */
    void warmUp() throws InterruptedException {
        run(new LoadCase(20, 5, 1, 0, "none"), Pace.AT_ONCE);
    }

    LoadRow run(LoadCase load) throws InterruptedException {
        return run(load, Pace.realTime(AudioFiles.SAMPLE_RATE));
    }

    private LoadRow run(LoadCase load, Pace pace) throws InterruptedException {
        CodecConfig config = stand.codec().config();
        Settling settling = Settling.within(SETTLE_SECONDS, seconds);
        List<Call> calls = silences.in(Call.many(speech, load.calls(), settling.total(), load.partitions()));
        Topics topics = stand.newTopics(load.partitions());
        int packet = load.framesPerPacket() * config.hopLength();
        int chunk = chunkOrNone == 0 ? packet : chunkOrNone;
        Hearing hearing = new Hearing(calls, chunk, config.delay());
        Speakers speakers = new Speakers(stand.client(), topics.pcm(), calls, chunk, packet);
        try (CodecApplication encoder = stand.encoder(topics, load, silences.coding(config, load.framesPerPacket()));
                CodecApplication decoder = stand.decoder(topics);
                TopicEar ear = hearing.open(stand, topics)) {
            long wire = LoadStand.wireBytes(encoder);
            CompletableFuture<Cores> cores = settling.cores(hearing.latencies::begin, List.of(encoder, decoder));
            speakers.speak(pace, hearing.latencies::sent);
            Cores busy = cores.join();
            hearing.awaitEnds();
            ear.requireListening();
            wire = LoadStand.wireBytes(encoder) - wire;
            double spoken = calls.stream().mapToDouble(Call::length).sum() / AudioFiles.SAMPLE_RATE;
            Payload payload = payload(topics, StreamCounters.total(encoder.metrics(), Counter.PACKETS));
            return LoadRow.of(
                    load,
                    hearing.latencies,
                    hearing.ended.get() == calls.size(),
                    busy,
                    config.frameRate(),
                    payload.records() / spoken,
                    payload.bytes() * 8 / spoken / 1000,
                    wire * 8 / spoken / 1000,
                    stand.tokenBytes(topics) * 8 / spoken / 1000);
        }
    }

    /** Of the packets alone. */
    private record Payload(long records, long bytes) {}

    private Payload payload(Topics topics, long packets) {
        AtomicLong bytes = new AtomicLong();
        AtomicLong records = new AtomicLong();
        try (TopicEar ear = TopicEar.open(stand.client(), topics.tokens(), (record, nanos) -> {
            bytes.addAndGet(record.value().length);
            records.incrementAndGet();
        })) {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (records.get() < packets && System.nanoTime() < deadline) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            ear.requireListening();
        }
        return new Payload(records.get(), bytes.get());
    }
}
