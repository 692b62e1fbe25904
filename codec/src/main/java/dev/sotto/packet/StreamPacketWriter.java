package dev.sotto.packet;

import dev.sotto.token.TokenSequence;

/**
 * Writes the packets of one stream in their order, each in the light of those since the last key packet. The same
 * packets are the same bytes, also where another writer took over that {@linkplain #follow followed}. Not thread-safe.
 */
public final class StreamPacketWriter {

    private final PacketCoding coding;
    private final int framesPerPacket;
    private final TokenCode code;

    /** What was written, or followed, last; null where the next packet must be a key packet. */
    private PacketHeader last;

    /** @param framesPerPacket of the stream's packets, but for those before a gap or the end */
    public StreamPacketWriter(PacketCoding coding, int framesPerPacket) {
        this.coding = coding;
        this.framesPerPacket = framesPerPacket;
        this.code = coding.prior().map(TokenCode::new).orElse(null);
    }

    /** The stream is not what it was: the next packet is a key packet. */
    public void restart() {
        last = null;
    }

    /** Whether a packet is one by its place in the stream; {@link #restart} makes others so. */
    public boolean isKey(long firstFrame) {
        return coding.isKey(firstFrame, framesPerPacket);
    }

    /**
     * The bytes of a packet.
     *
     * @throws IllegalArgumentException for tokens that the prior does not know
     */
    public byte[] write(Packet packet) {
        if (code == null) {
            return PacketWriter.write(packet);
        }
        return PacketWriter.write(enter(packet), code.write(packet.tokens()));
    }

    /** A packet that somebody else has written: what follows is written in its light. */
    public void follow(Packet packet) {
        if (code != null) {
            enter(packet);
            code.follow(packet.tokens());
        }
    }

    private PacketHeader enter(Packet packet) {
        TokenSequence tokens = packet.tokens();
        if (!code.fits(tokens.numCodebooks(), packet.bitsPerToken())) {
            throw new IllegalArgumentException("the prior does not know " + tokens.numCodebooks() + " codebooks of "
                    + packet.bitsPerToken() + " bits");
        }
        PacketHeader header = PacketHeader.of(packet, PacketFormat.ENTROPY_VERSION, PacketHeader.NO_PRIOR);
        if (isKey(packet.firstFrame()) || !header.isReadableAfter(last)) {
            header = PacketHeader.of(packet, PacketFormat.ENTROPY_VERSION, code.fingerprint());
            code.begin(tokens.numCodebooks());
        }
        last = header;
        return header;
    }
}
