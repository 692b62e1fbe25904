package dev.sotto.packet;

import dev.sotto.token.TokenSequence;

/**
 * Writes the packets of one stream in their order, each in the light of those since the last key packet. The same
 * packets are the same bytes, also where another writer took over that {@linkplain #follow followed}. Not thread-safe.
 */
public final class StreamPacketWriter {

    private final PacketCoding coding;
    private final int framesPerPacket;
    private final TokenRangeCoder coder;

    /** What was written, or followed, last; null before that. */
    private PacketHeader last;

    private boolean keysOnly;

    /** @param framesPerPacket of the stream's packets, but for those before a gap or the end */
    public StreamPacketWriter(PacketCoding coding, int framesPerPacket) {
        this.coding = coding;
        this.framesPerPacket = framesPerPacket;
        this.coder = coding.prior().map(TokenRangeCoder::new).orElse(null);
    }

    /** The stream goes on after what nobody here knows: the next packet is a key packet. */
    public void restart() {
        last = null;
    }

    /**
     * The stream was taken over without all that was written since its key packet. Until the next key packet is due all
     * packets are key packets: whoever reads may have had the first of them from the writer before.
     */
    public void joinLate() {
        restart();
        keysOnly = true;
    }

    /** Whether a packet is a key packet by its place in the stream; others may be, too. */
    public boolean isKey(long firstFrame) {
        return firstFrame % framesPerPacket == 0 && coding.isKey(firstFrame, framesPerPacket);
    }

    public boolean isEntropyCoded() {
        return coder != null;
    }

    /**
     * The bytes of a packet.
     *
     * @throws IllegalArgumentException for tokens that the prior does not know
     */
    public byte[] write(Packet packet) {
        if (coder == null) {
            return PacketWriter.write(packet);
        }
        return coder.write(enter(packet), packet.tokens());
    }

    /**
     * The bytes of a pause; the packet after it stands alone.
     *
     * @throws IllegalArgumentException as {@link PacketWriter#writePause}
     */
    public byte[] writePause(Packet packet) {
        restart();
        return PacketWriter.writePause(packet);
    }

    /** A packet that somebody else has written: what follows is written in its light. */
    public void follow(Packet packet) {
        if (coder != null) {
            enter(packet);
            coder.follow(packet.tokens());
        }
    }

    private PacketHeader enter(Packet packet) {
        TokenSequence tokens = packet.tokens();
        if (!coder.fits(tokens.numCodebooks(), packet.bitsPerToken())) {
            throw new IllegalArgumentException("the prior does not know " + tokens.numCodebooks() + " codebooks of "
                    + packet.bitsPerToken() + " bits");
        }
        PacketHeader header = PacketHeader.of(packet, PacketFormat.ENTROPY_VERSION, PacketHeader.NO_PRIOR);
        boolean due = isKey(packet.firstFrame());
        keysOnly &= !due;
        if (due || keysOnly || !header.isReadableAfter(last)) {
            header = PacketHeader.of(packet, PacketFormat.ENTROPY_VERSION, coder.mark());
            coder.begin(tokens.numCodebooks());
        }
        last = header;
        return header;
    }
}
