package dev.sotto.packet;

import dev.sotto.Fingerprint;
import dev.sotto.prior.Prior;
import dev.sotto.token.Pauses;
import dev.sotto.token.TokenSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** See {@link TokenFile}. Everything is checked before it is believed: first the checksum, then the numbers. */
final class TokenFileReader {

    /** What one array is sure to hold: 31 days of speech with 8 codebooks. */
    private static final int MAX_TOKENS = 1 << 30;

    private final byte[] bytes;
    private final ByteReader in;
    private final TokenFileHeader header;
    private final StreamPacketReader packets;
    private final List<Pauses.Run> pauses = new ArrayList<>();
    private int[] tokens = new int[1024];
    private int numTokens;
    private int numFrames;

    private TokenFileReader(byte[] bytes, Function<Fingerprint, Prior> priors) {
        this.bytes = bytes;
        this.header = TokenFileHeader.read(bytes);
        this.packets = new StreamPacketReader(header.prior().map(priors));
        this.in = new ByteReader("the file", bytes, header.length(), bytes.length);
    }

    static TokenFile read(byte[] bytes, Function<Fingerprint, Prior> priors) {
        return new TokenFileReader(bytes, priors).read();
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
                all,
                new Pauses(pauses));
    }

    private Packet nextPacket() {
        if (in.remaining() == 0) {
            throw new MalformedPacketException(in.position(), "the file ends " + afterSoMany());
        }
        int length = (int) in.leb128("a packet " + afterSoMany(), maxLength());
        int from = in.skip(length, "a packet " + afterSoMany());
        int to = in.position();
        if (TokenFileWriter.crc(bytes, from, to) != (int) in.u32("a packet " + afterSoMany())) {
            throw new MalformedPacketException(
                    from, "the packet after frame " + numFrames + " is damaged: its checksum does not match");
        }
        CodedPacket coded = PacketReader.open(bytes, from, to);
        requireVersion(coded.header(), from);
        if (!packets.canRead(coded.header())) {
            throw new MalformedPacketException(
                    from,
                    "the packet after frame " + numFrames + " is no key packet and does not follow the one before it");
        }
        Packet packet = packets.read(coded);
        if (packet.fingerprint() != header.fingerprint().mark()) {
            throw new MalformedPacketException(
                    from + PacketFormat.FINGERPRINT_OFFSET, "the packet is of another model than the file");
        }
        if (coded.header().isPause()) {
            pauses.add(new Pauses.Run(numFrames, numFrames + packet.tokens().numFrames()));
        }
        return packet;
    }

    private void requireVersion(PacketHeader packet, int from) {
        boolean fits = packet.isPause()
                ? header.pauses()
                : packet.isEntropyCoded() == header.prior().isPresent();
        if (!fits) {
            throw new MalformedPacketException(
                    from, "the file of version " + header.version() + " holds a packet of version " + packet.version());
        }
    }

    private int maxLength() {
        return header.prior().isPresent() ? PacketFormat.MAX_ENTROPY_LENGTH : PacketFormat.MAX_LENGTH;
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
