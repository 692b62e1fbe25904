package dev.sotto.service.gateway;

import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.PcmProducer;
import dev.sotto.streams.topic.Topic;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;

/**
 * The gateway's way into the topic of speech, for all its clients. Nobody's connection waits for the brokers: what they
 * do not take at once lies here, in order, and when there is no room left speech is lost and counted, as on a
 * telephone. Thread-safe.
 */
final class Uplink implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final Piece END = new Piece("", null, 0, 0);

    /** Of sound that waits for the producer, whose own buffer is as large. */
    static final long MAX_WAITING = 32L << 20;

    /** What a piece without sound takes. */
    private static final int OVERHEAD = 200;

    private final Way way;
    private final Runnable onClose;
    private final Counter lost;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final Thread thread = new Thread(this::run, "sotto-gateway-send");
    private volatile boolean closed;

    private record Piece(String streamId, byte[] pcm, long position, int codebooks) {

        int bytes() {
            return OVERHEAD + (pcm == null ? 0 : pcm.length);
        }
    }

    /** How a piece goes on from here: as {@link PcmProducer#send}. */
    interface Way {

        void send(String streamId, byte[] pcm, long position, int codebooks, Consumer<Exception> done);
    }

    /** @param onClose after the last piece */
    Uplink(Way way, Runnable onClose, Counter lost) {
        this.way = way;
        this.onClose = onClose;
        this.lost = lost;
        thread.setDaemon(true);
        thread.start();
    }

    /** @param topic must exist */
    static Uplink open(ClientProperties properties, Topic topic, int sampleRate, Counter lost) {
        PcmProducer producer = new PcmProducer(
                properties,
                "sotto-gateway",
                topic,
                sampleRate,
                Map.of(
                        // Longer than a broker stands still.
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        (int) PATIENCE.toMillis(),
                        // Where the topic lies is not forgotten while nobody speaks.
                        ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                        Duration.ofDays(1).toMillis()));
        try {
            producer.awaitTopic(PATIENCE);
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
        return new Uplink(producer::send, () -> producer.close(LAST_WORDS), lost);
    }

    /** As {@link PcmProducer#send}. */
    void send(String streamId, byte[] pcm, long position, int codebooks) {
        Piece piece = new Piece(streamId, pcm, position, codebooks);
        if (closed || waiting.addAndGet(piece.bytes()) > MAX_WAITING) {
            waiting.addAndGet(-piece.bytes());
            lost.increment();
            return;
        }
        pieces.add(piece);
    }

    /** Until it is closed and nothing waits. */
    private void run() {
        try {
            while (true) {
                Piece piece = closed ? pieces.poll() : pieces.take();
                if (piece == null || piece == END) {
                    return;
                }
                put(piece);
                waiting.addAndGet(-piece.bytes());
            }
        } catch (InterruptedException e) {
            lost.increment(pieces.size());
        }
    }

    private void put(Piece piece) {
        try {
            way.send(
                    piece.streamId(),
                    piece.pcm(),
                    piece.position(),
                    piece.codebooks(),
                    e -> lost.increment(e == null ? 0 : 1));
        } catch (KafkaException e) {
            lost.increment();
        }
    }

    @Override
    public void close() {
        closed = true;
        pieces.add(END);
        try {
            thread.join(LAST_WORDS.toMillis());
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        onClose.run();
    }
}
