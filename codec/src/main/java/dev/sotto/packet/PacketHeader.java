package dev.sotto.packet;

/**
 * What a packet says of itself before its tokens; the fields are those of {@link Packet}.
 *
 * @param version 1: tokens as they are; 2: entropy-coded; 3: a pause
 * @param prior 16 bits that tell with what the tokens were coded, on a key packet of version 2; else {@link #NO_PRIOR}
 */
public record PacketHeader(
        int version,
        int fingerprint,
        long firstFrame,
        int numFrames,
        int numCodebooks,
        int bitsPerToken,
        int padding,
        int prior) {

    /** The prior of a packet that names none. */
    public static final int NO_PRIOR = -1;

    static PacketHeader of(Packet packet, int version, int prior) {
        return new PacketHeader(
                version,
                packet.fingerprint(),
                packet.firstFrame(),
                packet.tokens().numFrames(),
                packet.tokens().numCodebooks(),
                packet.bitsPerToken(),
                packet.padding(),
                prior);
    }

    public boolean endsStream() {
        return padding != Packet.NOT_LAST;
    }

    /** Index of the frame after the last. */
    public long nextFrame() {
        return firstFrame + numFrames;
    }

    /** Whether nobody speaks: all frames have the same tokens, and no pitch. */
    public boolean isPause() {
        return version == PacketFormat.PAUSE_VERSION;
    }

    public boolean isEntropyCoded() {
        return version == PacketFormat.ENTROPY_VERSION;
    }

    /** Whether nothing that came before is needed to read the packet: a key packet, or one of version 1 or 3. */
    public boolean standsAlone() {
        return !isEntropyCoded() || prior != NO_PRIOR;
    }

    /**
     * Whether the packet can be read by one who has read {@code last}, and all packets from its key packet on.
     *
     * @param last null for one who has read none
     */
    public boolean isReadableAfter(PacketHeader last) {
        return standsAlone()
                || last != null
                        && last.isEntropyCoded()
                        && last.fingerprint == fingerprint
                        && last.numCodebooks == numCodebooks
                        && last.bitsPerToken == bitsPerToken
                        && last.nextFrame() == firstFrame;
    }
}
