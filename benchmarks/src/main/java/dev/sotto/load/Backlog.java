package dev.sotto.load;

import dev.sotto.audio.Waveform;
import dev.sotto.call.Call;
import dev.sotto.call.Speakers;
import dev.sotto.streams.app.CodecApplication;
import dev.sotto.streams.client.Pace;
import dev.sotto.streams.processor.StreamCounters;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.topic.Topics;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How fast applications catch up on what was spoken while none was there; one thread each, one after the other. The
 * names are those of the JSON.
 *
 * @param encodeFramesPerSecond from the topic of speech to the topic of tokens
 * @param decodeFramesPerSecond from the topic of tokens to the topic of decoded speech
 */
record Backlog(long frames, double encodeFramesPerSecond, double decodeFramesPerSecond) {

    private static final int CALLS = 20;
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(5);

    /** @param seconds of each of {@value #CALLS} calls */
    static Backlog measure(LoadStand stand, Waveform speech, double seconds) throws InterruptedException {
        LoadCase load = new LoadCase(CALLS, 5, 1, 0, "none");
        Topics topics = stand.newTopics(1);
        List<Call> calls = Call.many(speech, CALLS, seconds, 1);
        long frames = calls.stream()
                .mapToLong(call -> stand.codec().config().numFrames(call.length()))
                .sum();
        int chunk = load.framesPerPacket() * stand.codec().config().hopLength();
        new Speakers(stand.client(), topics.pcm(), calls, chunk, 0).speak(Pace.AT_ONCE, (call, end) -> {});
        double encode = rate(stand.encoder(topics, load), frames);
        double decode = rate(stand.decoder(topics), frames);
        return new Backlog(frames, Math.round(encode), Math.round(decode));
    }

    private static double rate(CodecApplication started, long frames) {
        try (CodecApplication application = started) {
            long deadline = System.nanoTime() + LIMIT_NANOS;
            long before = frames(application);
            long start = System.nanoTime();
            long done = before;
            while (done < frames && System.nanoTime() < deadline) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                done = frames(application);
            }
            return (done - before) / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static long frames(CodecApplication application) {
        return StreamCounters.total(application.metrics(), Counter.FRAMES);
    }
}
