package dev.sotto.chaos;

import dev.sotto.audio.Pcm16;
import dev.sotto.call.Call;
import dev.sotto.codec.SpeechCodec;
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

/** What comes of one call, held against what the codec alone makes of it. Thread-safe. */
final class CallCheck {

    /** Packets come every 100 ms: what is shorter is no silence. */
    private static final long NO_SILENCE_NANOS = 120_000_000;

    private final TokenSequence tokens;
    private final byte[] pcm;
    private final int hop;
    private final int delay;
    private final BitSet tokenFrames = new BitSet();
    private final BitSet samples = new BitSet();
    private final List<Silence> silences = new ArrayList<>();
    private long changedTokens;
    private long changedSamples;
    private long repeatedFrames;
    private long repeatedSamples;
    private long lastNanos;
    private boolean ended;

    /** Nothing was heard from {@code from} to {@code to}, by {@link System#nanoTime}. */
    record Silence(long from, long to) {

        long millis() {
            return (to - from) / 1_000_000;
        }
    }

    CallCheck(SpeechCodec codec, Call call, int numCodebooks) {
        CodecConfig config = codec.config();
        hop = config.hopLength();
        delay = config.delay();
        tokens = codec.encode(call.speech(), numCodebooks);
        pcm = Pcm16.toBytes(codec.decode(tokens, call.length()).samples());
    }

    /** A record of the topic of tokens. */
    synchronized void packet(byte[] value) {
        Packet packet;
        try {
            packet = PacketReader.read(value);
        } catch (MalformedPacketException e) {
            changedTokens++;
            return;
        }
        TokenSequence got = packet.tokens();
        if (packet.nextFrame() > tokens.numFrames() || got.numCodebooks() != tokens.numCodebooks()) {
            changedTokens += got.tokens().length;
            return;
        }
        for (int f = 0; f < got.numFrames(); f++) {
            int frame = (int) packet.firstFrame() + f;
            changedTokens += changed(got, f, frame);
            repeatedFrames += tokenFrames.get(frame) ? 1 : 0;
            tokenFrames.set(frame);
        }
    }

    private int changed(TokenSequence got, int f, int frame) {
        int changed = 0;
        for (int q = 0; q < got.numCodebooks(); q++) {
            changed += got.token(f, q) == tokens.token(frame, q) ? 0 : 1;
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
            changedSamples += heard.value().length / Pcm16.BYTES;
            return;
        }
        boolean repeat = true;
        for (int i = 0; i < heard.value().length; i += Pcm16.BYTES) {
            int sample = (int) position + i / Pcm16.BYTES;
            int at = sample * Pcm16.BYTES;
            boolean same = heard.value()[i] == pcm[at] && heard.value()[i + 1] == pcm[at + 1];
            changedSamples += same ? 0 : 1;
            repeatedSamples += samples.get(sample) ? 1 : 0;
            repeat &= samples.get(sample);
            samples.set(sample);
        }
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
        return tokens.numFrames();
    }

    /** Frames of which the tokens or a sample never came; one more if the stream's end did not. */
    synchronized long lostFrames() {
        long lost = ended ? 0 : 1;
        for (int f = 0; f < tokens.numFrames(); f++) {
            int from = Math.max(0, f * hop - delay);
            int to = Math.min(pcm.length / Pcm16.BYTES, (f + 1) * hop - delay);
            boolean heard = to <= from || samples.nextClearBit(from) >= to;
            lost += heard && tokenFrames.get(f) ? 0 : 1;
        }
        return lost;
    }

    synchronized long changedTokens() {
        return changedTokens;
    }

    synchronized long changedSamples() {
        return changedSamples;
    }

    /** That came more than once on either topic. */
    synchronized long repeatedFrames() {
        return repeatedFrames + (repeatedSamples + hop - 1) / hop;
    }

    synchronized List<Silence> silences() {
        return List.copyOf(silences);
    }
}
