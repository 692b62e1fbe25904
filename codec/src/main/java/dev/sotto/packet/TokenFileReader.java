package dev.sotto.packet;

import dev.sotto.token.TokenSequence;
import java.util.Arrays;

/** See {@link TokenFile}. Everything is checked before it is believed: first the checksum, then the numbers. */
final class TokenFileReader {

    /** What one array is sure to hold: 31 days of speech with 8 codebooks. */
    private static final int MAX_TOKENS = 1 << 30;

    private static final String CUT_HEADER = "its header: it was cut short";

    private final byte[] bytes;
    private final ByteReader in;
    private final Header header;
    private int[] tokens = new int[1024];
    private int numTokens;
    private int numFrames;

    private TokenFileReader(byte[] bytes) {
        this.bytes = bytes;
        this.header = readHeader(bytes);
        this.in = new ByteReader("the file", bytes, TokenFile.HEADER_LENGTH, bytes.length);
    }

    record Header(long fingerprint, int sampleRate, int hopLength, int delay) {}

    /** @param bytes a file, or its first {@link TokenFile#HEADER_LENGTH} bytes */
    static Header readHeader(byte[] bytes) {
        ByteReader in = new ByteReader("the file", bytes, 0, bytes.length);
        for (int i = 0; i < TokenFile.MAGIC.length(); i++) {
            if (in.u8(CUT_HEADER) != TokenFile.MAGIC.charAt(i)) {
                throw new MalformedPacketException(i, "does not begin with SOTTO, so it is no .sotto file");
            }
        }
        int version = in.u8(CUT_HEADER);
        if (version != TokenFile.VERSION) {
            throw new MalformedPacketException(
                    TokenFile.VERSION_OFFSET,
                    "version " + version + " of the .sotto file is not known here, only version " + TokenFile.VERSION);
        }
        long fingerprint = in.u64(CUT_HEADER);
        long sampleRate = in.u32(CUT_HEADER);
        int hopLength = in.u16(CUT_HEADER);
        int delay = in.u16(CUT_HEADER);
        if (TokenFileWriter.crc(bytes, 0, in.position()) != (int) in.u32(CUT_HEADER)) {
            throw new MalformedPacketException(0, "the header is damaged: its checksum does not match");
        }
        requirePositive("sampleRate", sampleRate, TokenFile.SAMPLE_RATE_OFFSET);
        requirePositive("hopLength", hopLength, TokenFile.HOP_LENGTH_OFFSET);
        return new Header(fingerprint, (int) sampleRate, hopLength, delay);
    }

    private static void requirePositive(String name, long value, int offset) {
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw new MalformedPacketException(offset, name + " must be 1 to " + Integer.MAX_VALUE + ", is " + value);
        }
    }

    static TokenFile read(byte[] bytes) {
        return new TokenFileReader(bytes).read();
    }

    private TokenFile read() {
        int start = in.position();
        Packet first = nextPacket();
        Packet packet = first;
        add(packet, start);
        while (!packet.endsStream()) {
            start = in.position();
            packet = nextPacket();
            requireSameShape(packet, first, start);
            add(packet, start);
        }
        in.requireEnd();
        long numSamples = (long) numFrames * header.hopLength() - header.delay() - packet.padding();
        if (numSamples < 0) {
            throw new MalformedPacketException(
                    start, numFrames + " frames are fewer samples than the delay and the padding of the last packet");
        }
        TokenSequence all = new TokenSequence(first.tokens().numCodebooks(), Arrays.copyOf(tokens, numTokens));
        return new TokenFile(
                header.fingerprint(),
                header.sampleRate(),
                header.hopLength(),
                header.delay(),
                first.bitsPerToken(),
                numSamples,
                all);
    }

    private Packet nextPacket() {
        if (in.remaining() == 0) {
            throw new MalformedPacketException(in.position(), "the file ends " + afterSoMany());
        }
        int length = (int) in.leb128("a packet " + afterSoMany(), PacketFormat.MAX_LENGTH);
        int from = in.skip(length, "a packet " + afterSoMany());
        int to = in.position();
        if (TokenFileWriter.crc(bytes, from, to) != (int) in.u32("a packet " + afterSoMany())) {
            throw new MalformedPacketException(
                    from, "the packet after frame " + numFrames + " is damaged: its checksum does not match");
        }
        Packet packet = PacketReader.read(bytes, from, to);
        if (packet.fingerprint() != TokenFile.packetFingerprint(header.fingerprint())) {
            throw new MalformedPacketException(
                    from + PacketFormat.FINGERPRINT_OFFSET, "the packet is of another model than the file");
        }
        return packet;
    }

    private String afterSoMany() {
        return "after " + numFrames + " of its frames, without an end-of-stream packet: it was cut short";
    }

    private static void requireSameShape(Packet packet, Packet first, int offset) {
        if (packet.tokens().numCodebooks() != first.tokens().numCodebooks()
                || packet.bitsPerToken() != first.bitsPerToken()) {
            throw new MalformedPacketException(
                    offset,
                    String.format(
                            "a packet of %d codebooks of %d bits follows one of %d codebooks of %d bits",
                            packet.tokens().numCodebooks(),
                            packet.bitsPerToken(),
                            first.tokens().numCodebooks(),
                            first.bitsPerToken()));
        }
    }

    private void add(Packet packet, int offset) {
        if (packet.firstFrame() != numFrames) {
            throw new MalformedPacketException(
                    offset,
                    "a packet begins with frame " + packet.firstFrame() + " where frame " + numFrames + " is due");
        }
        int[] more = packet.tokens().tokens();
        if (numTokens + more.length > MAX_TOKENS) {
            throw new MalformedPacketException(offset, "the file holds more than " + MAX_TOKENS + " tokens");
        }
        if (numTokens + more.length > tokens.length) {
            tokens = Arrays.copyOf(tokens, (int) Math.min(MAX_TOKENS, 2L * (numTokens + more.length)));
        }
        System.arraycopy(more, 0, tokens, numTokens, more.length);
        numTokens += more.length;
        numFrames += packet.tokens().numFrames();
    }
}
