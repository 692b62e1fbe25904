package dev.sotto.packet;

import dev.sotto.Fingerprint;
import dev.sotto.prior.Prior;
import java.util.Optional;

/**
 * Reads the packets of one stream in their order. Those of version 1 stand alone; of version 2 only key packets do, and
 * whoever misses a packet waits for the next of them. Not thread-safe.
 */
public final class StreamPacketReader {

    private final TokenRangeCoder coder;

    /** What was read last; null where only a packet that stands alone can be read. */
    private PacketHeader last;

    /** @param prior empty for one who reads version 1 only */
    public StreamPacketReader(Optional<Prior> prior) {
        this.coder = prior.map(TokenRangeCoder::new).orElse(null);
    }

    /** Whether {@link #read} can take the packet now; if not, a packet before it is missing. */
    public boolean canRead(PacketHeader packet) {
        return packet.isReadableAfter(last);
    }

    /** The next packet stands alone, or cannot be read. */
    public void restart() {
        last = null;
    }

    /**
     * The packet with its tokens.
     *
     * @throws MalformedPacketException for one that was altered, or is coded with another prior; the next packet must
     *     stand alone then
     * @throws IllegalStateException if a packet before it is missing
     */
    public Packet read(CodedPacket packet) {
        PacketHeader header = packet.header();
        if (!canRead(header)) {
            throw new IllegalStateException("frame " + header.firstFrame() + " cannot be read without those before it");
        }
        last = null;
        Packet read = header.isEntropyCoded() ? decoded(packet) : packet.plain();
        last = header;
        return read;
    }

    private Packet decoded(CodedPacket packet) {
        PacketHeader header = packet.header();
        if (header.standsAlone()) {
            requirePrior(header, packet.codeOffset());
            coder.begin(header.numCodebooks());
        }
        return packet.packet(coder.read(packet));
    }

    private void requirePrior(PacketHeader header, int offset) {
        if (coder == null) {
            throw new MalformedPacketException(
                    offset,
                    "its tokens are coded with prior " + Fingerprint.text(header.prior()) + ", and here is none");
        }
        if (header.prior() != coder.mark()) {
            throw new MalformedPacketException(
                    offset,
                    "its tokens are coded with prior " + Fingerprint.text(header.prior()) + ", here is prior "
                            + Fingerprint.text(coder.mark()));
        }
        if (!coder.fits(header.numCodebooks(), header.bitsPerToken())) {
            throw new MalformedPacketException(
                    offset,
                    "its prior does not know " + header.numCodebooks() + " codebooks of " + header.bitsPerToken()
                            + " bits");
        }
    }
}
