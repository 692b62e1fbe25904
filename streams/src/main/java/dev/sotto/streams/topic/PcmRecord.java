package dev.sotto.streams.topic;

import dev.sotto.audio.Pcm16;
import dev.sotto.packet.PacketFormat;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Headers;

/**
 * A piece of speech on a topic, or the end of a stream.
 *
 * @param samples in [-1, 1); null at the end of the stream
 * @param sampleRate Hz
 * @param position index of the first sample in the stream, at the end the number of samples; empty: follows on
 * @param codebooks how many the packets that begin here shall have; empty: as many as the encoder is set to
 */
public record PcmRecord(float[] samples, int sampleRate, OptionalLong position, OptionalInt codebooks) {

    /** Hz of a record that does not say. */
    public static final int DEFAULT_RATE = 16_000;

    /** Bytes of a value. */
    public static final int MAX_BYTES = 1 << 20;

    /** @throws PoisonRecordException for what is no PCM record */
    public static PcmRecord read(byte[] value, Headers headers) {
        long rate = StreamHeaders.read(headers, StreamHeaders.RATE).orElse(DEFAULT_RATE);
        OptionalLong position = StreamHeaders.read(headers, StreamHeaders.POSITION);
        OptionalInt codebooks = readCodebooks(headers);
        if (rate < 1 || rate > 1_000_000) {
            throw new PoisonRecordException("Header " + StreamHeaders.RATE + " is " + rate + " Hz");
        }
        if (value == null) {
            return new PcmRecord(null, (int) rate, position, codebooks);
        }
        if (value.length > MAX_BYTES) {
            throw new PoisonRecordException(
                    "The value has " + value.length + " bytes; a PCM record has at most " + MAX_BYTES);
        }
        if (value.length % Pcm16.BYTES != 0) {
            throw new PoisonRecordException(
                    "The value has " + value.length + " bytes, an odd number; 16-bit samples have two each");
        }
        return new PcmRecord(Pcm16.toFloats(value), (int) rate, position, codebooks);
    }

    private static OptionalInt readCodebooks(Headers headers) {
        OptionalLong codebooks = StreamHeaders.read(headers, StreamHeaders.CODEBOOKS);
        if (codebooks.isEmpty()) {
            return OptionalInt.empty();
        }
        if (codebooks.getAsLong() < 1 || codebooks.getAsLong() > PacketFormat.MAX_CODEBOOKS) {
            throw new PoisonRecordException("Header " + StreamHeaders.CODEBOOKS + " is " + codebooks.getAsLong()
                    + "; packets have 1 to " + PacketFormat.MAX_CODEBOOKS);
        }
        return OptionalInt.of((int) codebooks.getAsLong());
    }

    /** Whether the stream ends here. */
    public boolean endsStream() {
        return samples == null;
    }
}
