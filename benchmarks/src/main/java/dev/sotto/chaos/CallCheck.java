package dev.sotto.chaos;

import dev.sotto.audio.Pcm16;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.MalformedPacketException;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketReader;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.token.TokenSequence;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What comes of one call, held against what should. Thread-safe. */
final class CallCheck {

    /** Packets come every 100 ms: what is shorter is no silence. */
    private static final long NO_SILENCE_NANOS = 120_000_000;

    private final Expected expected;
    private final int[][] frames;
    private final byte[] pcm;
    private final int hop;
    private final long hopNanos;
    private final int delay;
    private final BitSet tokenFrames = new BitSet();
    private final BitSet samples = new BitSet();
    private final List<Silence> silences = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private long repeatedFrames;
    private long repeatedSamples;
    private long lastNanos;
    private long begunNanos;
    private boolean ended;

    /** Nothing was heard from {@code from} to {@code to}, by {@link System#nanoTime}. */
    record Silence(long from, long to) {

        long millis() {
            return (to - from) / 1_000_000;
        }
    }

    /** What came at that time, by {@link System#nanoTime}, was not as it should be. */
    record Change(long nanos, long tokens, long samples) {}

    /** Hears of frames. */
    interface Frames {

        /** @param spoken when its last sample was, {@link System#nanoTime} */
        void frame(long spoken, boolean lost);
    }

    CallCheck(Expected expected) {
        CodecConfig config = expected.config();
        this.expected = expected;
        hop = config.hopLength();
        hopNanos = hop * 1_000_000_000L / config.sampleRate();
        delay = config.delay();
        frames = expected.frames();
        pcm = expected.pcm();
    }

    /** The call begins, by {@link System#nanoTime}; only the first time counts. */
    synchronized void begins(long nanos) {
        begunNanos = begunNanos == 0 ? nanos : begunNanos;
    }

    /** A record of the topic of tokens, heard at that time. */
    synchronized void packet(byte[] value, long nanos) {
        Packet packet;
        try {
            packet = PacketReader.read(value);
        } catch (MalformedPacketException e) {
            change(nanos, 1, 0);
            return;
        }
        TokenSequence got = packet.tokens();
        if (packet.nextFrame() > frames.length) {
            change(nanos, got.tokens().length, 0);
            return;
        }
        for (int f = 0; f < got.numFrames(); f++) {
            int frame = (int) packet.firstFrame() + f;
            change(nanos, changed(got, f, frame), 0);
            repeatedFrames += tokenFrames.get(frame) ? 1 : 0;
            tokenFrames.set(frame);
        }
    }

    private void change(long nanos, long tokens, long samples) {
        if (tokens + samples > 0) {
            changes.add(new Change(nanos, tokens, samples));
        }
    }

    private int changed(TokenSequence got, int f, int frame) {
        int codebooks = got.numCodebooks();
        int[] due = frames[frame];
        if (due == null || due.length != codebooks) {
            return codebooks;
        }
        int changed = 0;
        for (int q = 0; q < codebooks; q++) {
            changed += got.token(f, q) == due[q] ? 0 : 1;
        }
        return changed;
    }

    /** A record of the topic of decoded speech, heard at that time. */
    synchronized void speech(ConsumerRecord<byte[], byte[]> heard, long nanos) {
        long position =
                StreamHeaders.read(heard.headers(), StreamHeaders.POSITION).orElse(0);
        if (heard.value() == null) {
            ended |= position == pcm.length / Pcm16.BYTES;
            return;
        }
        if (position * Pcm16.BYTES + heard.value().length > pcm.length) {
            change(nanos, 0, heard.value().length / Pcm16.BYTES);
            return;
        }
        boolean repeat = true;
        int changed = 0;
        for (int i = 0; i < heard.value().length; i += Pcm16.BYTES) {
            int sample = (int) position + i / Pcm16.BYTES;
            int at = sample * Pcm16.BYTES;
            boolean same = heard.value()[i] == pcm[at] && heard.value()[i + 1] == pcm[at + 1];
            changed += same ? 0 : 1;
            repeatedSamples += samples.get(sample) ? 1 : 0;
            repeat &= samples.get(sample);
            samples.set(sample);
        }
        change(nanos, 0, changed);
        if (!repeat) {
            if (lastNanos != 0 && nanos - lastNanos > NO_SILENCE_NANOS) {
                silences.add(new Silence(lastNanos, nanos));
            }
            lastNanos = nanos;
        }
    }

    synchronized boolean ended() {
        return ended;
    }

    int frames() {
        return frames.length;
    }

    /** Frames of which the tokens or a sample never came; one more if the stream's end did not. */
    synchronized long lostFrames() {
        long lost = ended ? 0 : 1;
        for (int f = 0; f < frames.length; f++) {
            lost += isLost(f) ? 1 : 0;
        }
        return lost;
    }

    private boolean isLost(int f) {
        int from = Math.max(0, f * hop - delay);
        int to = Math.min(pcm.length / Pcm16.BYTES, (f + 1) * hop - delay);
        boolean heard = true;
        for (int sample = from; sample < to && heard; sample++) {
            heard = samples.get(sample) || expected.left().get(sample);
        }
        return !heard || frames[f] != null && !tokenFrames.get(f);
    }

    /** All that were spoken; the last is lost, too, if the stream's end is. */
    synchronized void frames(Frames visitor) {
        for (int f = 0; f < frames.length; f++) {
            boolean endIsLost = f == frames.length - 1 && !ended;
            visitor.frame(begunNanos + (f + 1) * hopNanos, isLost(f) || endIsLost);
        }
    }

    synchronized List<Change> changes() {
        return List.copyOf(changes);
    }

    long changedTokens() {
        return changes().stream().mapToLong(Change::tokens).sum();
    }

    long changedSamples() {
        return changes().stream().mapToLong(Change::samples).sum();
    }

    /** That came more than once on either topic. */
    synchronized long repeatedFrames() {
        return repeatedFrames + (repeatedSamples + hop - 1) / hop;
    }

    synchronized List<Silence> silences() {
        return List.copyOf(silences);
    }
}
