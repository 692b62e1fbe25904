package dev.sotto.packet;

import dev.sotto.prior.Prior;
import java.util.Optional;

/**
 * How the packets of a stream are written: tokens as they are (version 1) or entropy-coded (version 2), and then how
 * often a packet can be read without those before it; and whether pauses are written apart (version 3).
 *
 * @param prior with what the tokens are coded; empty: not at all
 * @param keyInterval frames; the first packet that begins at a multiple of it or after is a key packet. 0: only the
 *     stream's first
 * @param pauseInterval frames; pauses are packets of version 3, one at least where frame numbers pass a multiple of it.
 *     0: what is said in a pause is written as speech is
 */
public record PacketCoding(Optional<Prior> prior, int keyInterval, int pauseInterval) {

    /** Version 1. */
    public static final PacketCoding PLAIN = new PacketCoding(Optional.empty(), 0, 0);

    public PacketCoding {
        if (keyInterval < 0) {
            throw new IllegalArgumentException("keyInterval must not be negative, is " + keyInterval);
        }
        if (pauseInterval < 0 || pauseInterval > PacketFormat.MAX_FRAMES) {
            throw new IllegalArgumentException(
                    "pauseInterval must be 0 to " + PacketFormat.MAX_FRAMES + ", is " + pauseInterval);
        }
    }

    /**
     * The same, and version 3 where nobody speaks.
     *
     * @param interval frames, 1 to 255
     */
    public PacketCoding withPauses(int interval) {
        return new PacketCoding(prior, keyInterval, interval);
    }

    /** Version 2. */
    public static PacketCoding entropy(Prior prior, int keyInterval) {
        return new PacketCoding(Optional.of(prior), keyInterval, 0);
    }

    /**
     * Whether a packet is a key packet. It follows from the frame alone, so that whoever takes a stream over writes the
     * same bytes.
     *
     * @param firstFrame of the packet, a multiple of {@code framesPerPacket}
     */
    public boolean isKey(long firstFrame, int framesPerPacket) {
        return firstFrame == 0 || keyInterval > 0 && firstFrame % keyInterval < framesPerPacket;
    }
}
