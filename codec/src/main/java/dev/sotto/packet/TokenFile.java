package dev.sotto.packet;

import dev.sotto.Fingerprint;
import dev.sotto.prior.Prior;
import dev.sotto.token.Pauses;
import dev.sotto.token.TokenSequence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A {@code .sotto} file: a header that says how the tokens become sound, then packets, every part with a checksum.
 *
 * <pre>
 *    byte  0   "SOTTO"
 *          5   version of the container: 1
 *          6   fingerprint of the model                  8 bytes
 *         14   sampleRate, Hz                            4
 *         18   hopLength, samples of a frame             2
 *         20   delay, samples                            2
 *         22   CRC32C of bytes 0 to 21                   4
 *         26   for each packet:
 *                  its length, unsigned LEB128           1 or 2
 *                  the packet, see PacketFormat
 *                  CRC32C of the packet                  4
 * </pre>
 *
 * <p>Version 2 holds packets of version 2, and names the prior with which they are coded:
 *
 * <pre>
 *         22   fingerprint of the prior                  8 bytes
 *         30   CRC32C of bytes 0 to 29                   4
 *         34   for each packet ... as above
 * </pre>
 *
 * <p>Versions 3 and 4 are as 1 and 2, but hold packets of version 3, too.
 *
 * <p>Numbers are big-endian. The packets follow one another from frame 0 on without a gap, all with the same codebooks,
 * bits and fingerprint (the first 16 bits of the header's); the last one ends the stream, and nothing follows it.
 *
 * @param fingerprint of the model whose tokens these are
 * @param sampleRate Hz
 * @param hopLength samples of a frame
 * @param delay samples by which decoded sound is late
 * @param bitsPerToken log2 of the codebook size
 * @param numSamples length of the sound: at most frames * hopLength - delay, and at most 65535 samples less than that
 * @param pauses each of at most 255 frames, all with the same tokens
 */
public record TokenFile(
        Fingerprint fingerprint,
        int sampleRate,
        int hopLength,
        int delay,
        int bitsPerToken,
        long numSamples,
        TokenSequence tokens,
        Pauses pauses) {

    static final String MAGIC = "SOTTO";
    /** The version of the container that holds tokens as they are. */
    public static final int VERSION = 1;
    /** The version that holds them entropy-coded. */
    public static final int ENTROPY_VERSION = 2;

    /** So much is added to the version where there are pauses. */
    static final int PAUSES = 2;

    static final int VERSION_OFFSET = MAGIC.length();
    static final int FINGERPRINT_OFFSET = VERSION_OFFSET + 1;
    static final int SAMPLE_RATE_OFFSET = FINGERPRINT_OFFSET + Long.BYTES;
    static final int HOP_LENGTH_OFFSET = SAMPLE_RATE_OFFSET + Integer.BYTES;
    static final int DELAY_OFFSET = HOP_LENGTH_OFFSET + Short.BYTES;
    /** Of version 2 only. */
    static final int PRIOR_OFFSET = DELAY_OFFSET + Short.BYTES;

    static final int CRC_LENGTH = Integer.BYTES;
    static final int HEADER_LENGTH = PRIOR_OFFSET + CRC_LENGTH;
    static final int ENTROPY_HEADER_LENGTH = HEADER_LENGTH + Long.BYTES;

    static final int MAX_U16 = 0xffff;

    public TokenFile {
        requireRange("sampleRate", sampleRate, 1, Integer.MAX_VALUE);
        requireRange("hopLength", hopLength, 1, MAX_U16);
        requireRange("delay", delay, 0, MAX_U16);
        requireRange("bitsPerToken", bitsPerToken, 1, PacketFormat.MAX_BITS);
        requireRange("numCodebooks", tokens.numCodebooks(), 1, PacketFormat.MAX_CODEBOOKS);
        requireRange("numSamples", numSamples, 0, Long.MAX_VALUE);
        requireRange("padding", padding(tokens, hopLength, delay, numSamples), 0, PacketFormat.MAX_PADDING);
        for (Pauses.Run run : pauses.runs()) {
            requireRange("frames of a pause", run.to() - run.from(), 1, PacketFormat.MAX_FRAMES);
            requireRange("end of a pause", run.to(), 1, tokens.numFrames());
        }
    }

    /** Without pauses. */
    public TokenFile(
            Fingerprint fingerprint,
            int sampleRate,
            int hopLength,
            int delay,
            int bitsPerToken,
            long numSamples,
            TokenSequence tokens) {
        this(fingerprint, sampleRate, hopLength, delay, bitsPerToken, numSamples, tokens, Pauses.NONE);
    }

    private static void requireRange(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", is " + value);
        }
    }

    private static long padding(TokenSequence tokens, int hopLength, int delay, long numSamples) {
        return (long) tokens.numFrames() * hopLength - delay - numSamples;
    }

    /** How many of the samples that the frames decode to follow the end of the sound. */
    public int padding() {
        return (int) padding(tokens, hopLength, delay, numSamples);
    }

    /** The 16 bits of the fingerprint that every packet carries. */
    public int packetFingerprint() {
        return fingerprint.mark();
    }

    /**
     * The bytes of a file up to its end; nothing but the header of a file that is none of ours.
     *
     * @throws MalformedPacketException for a header that is none of ours, cut short or damaged
     */
    public static byte[] readBytes(InputStream in) throws IOException {
        byte[] header = in.readNBytes(HEADER_LENGTH);
        if (header.length == HEADER_LENGTH && TokenFileHeader.namesPrior(header[VERSION_OFFSET])) {
            header = Arrays.copyOf(header, ENTROPY_HEADER_LENGTH);
            int length = HEADER_LENGTH + in.readNBytes(header, HEADER_LENGTH, ENTROPY_HEADER_LENGTH - HEADER_LENGTH);
            header = Arrays.copyOf(header, length);
        }
        TokenFileHeader.read(header);
        return new SequenceInputStream(new ByteArrayInputStream(header), in).readAllBytes();
    }

    /**
     * A file without a prior.
     *
     * @throws MalformedPacketException for bytes that are no such file, cut short or damaged
     */
    public static TokenFile read(byte[] bytes) {
        return read(bytes, prior -> {
            throw new MalformedPacketException(
                    PRIOR_OFFSET, "its tokens are coded with prior " + prior + ", and here is none");
        });
    }

    /**
     * A file of any version.
     *
     * @param priors gives the prior of a fingerprint, or throws; not asked for files that name none
     * @throws MalformedPacketException for bytes that are no such file, cut short or damaged
     */
    public static TokenFile read(byte[] bytes, Function<Fingerprint, Prior> priors) {
        return TokenFileReader.read(bytes, priors);
    }

    /** @param framesPerPacket 1 to 255; 25 to 50 are good for storage, and readers take any */
    public byte[] toBytes(int framesPerPacket) {
        return toBytes(framesPerPacket, PacketCoding.PLAIN);
    }

    /**
     * As {@link #toBytes(int)}, entropy-coded where the coding has a prior; pauses are those of this file.
     *
     * @throws IllegalArgumentException for a prior of another model, or a pause whose frames differ
     */
    public byte[] toBytes(int framesPerPacket, PacketCoding coding) {
        return TokenFileWriter.write(this, framesPerPacket, coding);
    }
}
