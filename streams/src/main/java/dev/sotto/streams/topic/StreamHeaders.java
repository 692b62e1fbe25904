package dev.sotto.streams.topic;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers of PCM records: whole numbers in ASCII, so that any tool can read and write them. */
public final class StreamHeaders {

    /** Sample rate in Hz; absent means {@link PcmRecord#DEFAULT_RATE}. */
    public static final String RATE = "sotto.rate";

    /** Index of the record's first sample in its stream, on the record that ends the stream its length in samples. */
    public static final String POSITION = "sotto.position";

    /**
     * How many codebooks the packets that begin in this record shall have; absent: as many as the encoder is set to.
     */
    public static final String CODEBOOKS = "sotto.codebooks";

    /**
     * On packets: which life of its stream it belongs to, as the offset of the record of speech that began it; absent:
     * that of the packet before.
     */
    public static final String EPOCH = "sotto.epoch";

    /** On decoded speech after a gap: how many frames are missing before this record. */
    public static final String GAP = "sotto.gap";

    /** On decoded speech in the place of frames that never came: so many samples, all of the record, are made up. */
    public static final String CONCEALED = "sotto.concealed";

    private static final int MAX_DIGITS = 15;

    private StreamHeaders() {}

    /** The headers of a PCM record. */
    public static Headers of(int sampleRate, long position) {
        Headers headers = new RecordHeaders();
        add(headers, RATE, sampleRate);
        add(headers, POSITION, position);
        return headers;
    }

    public static void add(Headers headers, String name, long value) {
        headers.add(name, Long.toString(value).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The number in the last header of that name.
     *
     * @throws PoisonRecordException if it is no whole number of at most 15 digits
     */
    public static OptionalLong read(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null) {
            return OptionalLong.empty();
        }
        byte[] digits = header.value();
        if (digits == null || digits.length == 0 || digits.length > MAX_DIGITS) {
            throw notANumber(name);
        }
        long value = 0;
        for (byte digit : digits) {
            if (digit < '0' || digit > '9') {
                throw notANumber(name);
            }
            value = 10 * value + (digit - '0');
        }
        return OptionalLong.of(value);
    }

    private static PoisonRecordException notANumber(String name) {
        return new PoisonRecordException(
                "Header " + name + " is no whole number of 1 to " + MAX_DIGITS + " decimal digits");
    }
}
