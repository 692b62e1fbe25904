package dev.sotto.packet;

import dev.sotto.Fingerprint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The header of a {@link TokenFile}.
 *
 * @param prior fingerprint of the prior; empty in versions 1 and 3
 * @param pauses whether there are packets of version 3
 */
record TokenFileHeader(
        Fingerprint fingerprint,
        int sampleRate,
        int hopLength,
        int delay,
        Optional<Fingerprint> prior,
        boolean pauses) {

    private static final String CUT = "its header: it was cut short";

    /** Of the container. */
    int version() {
        return (prior.isPresent() ? TokenFile.ENTROPY_VERSION : TokenFile.VERSION) + (pauses ? TokenFile.PAUSES : 0);
    }

    static boolean namesPrior(int version) {
        return version == TokenFile.ENTROPY_VERSION || version == TokenFile.ENTROPY_VERSION + TokenFile.PAUSES;
    }

    /** Of the header, in bytes. */
    int length() {
        return prior.isPresent() ? TokenFile.ENTROPY_HEADER_LENGTH : TokenFile.HEADER_LENGTH;
    }

    /** @param bytes a file, or as many of its first bytes as the header has */
    static TokenFileHeader read(byte[] bytes) {
        ByteReader in = new ByteReader("the file", bytes, 0, bytes.length);
        for (int i = 0; i < TokenFile.MAGIC.length(); i++) {
            if (in.u8(CUT) != TokenFile.MAGIC.charAt(i)) {
                throw new MalformedPacketException(i, "does not begin with SOTTO, so it is no .sotto file");
            }
        }
        int version = in.u8(CUT);
        int last = TokenFile.ENTROPY_VERSION + TokenFile.PAUSES;
        if (version < TokenFile.VERSION || version > last) {
            throw new MalformedPacketException(
                    TokenFile.VERSION_OFFSET,
                    "version " + version + " of the .sotto file is not known here, only versions " + TokenFile.VERSION
                            + " to " + last);
        }
        Fingerprint fingerprint = new Fingerprint(in.u64(CUT));
        long sampleRate = in.u32(CUT);
        int hopLength = in.u16(CUT);
        int delay = in.u16(CUT);
        Optional<Fingerprint> prior =
                namesPrior(version) ? Optional.of(new Fingerprint(in.u64(CUT))) : Optional.empty();
        if (TokenFileWriter.crc(bytes, 0, in.position()) != (int) in.u32(CUT)) {
            throw new MalformedPacketException(0, "the header is damaged: its checksum does not match");
        }
        requirePositive("sampleRate", sampleRate, TokenFile.SAMPLE_RATE_OFFSET);
        requirePositive("hopLength", hopLength, TokenFile.HOP_LENGTH_OFFSET);
        return new TokenFileHeader(fingerprint, (int) sampleRate, hopLength, delay, prior, version > TokenFile.PAUSES);
    }

    private static void requirePositive(String name, long value, int offset) {
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw new MalformedPacketException(offset, name + " must be 1 to " + Integer.MAX_VALUE + ", is " + value);
        }
    }

    byte[] bytes() {
        ByteBuffer header = ByteBuffer.allocate(length());
        header.put(TokenFile.MAGIC.getBytes(StandardCharsets.US_ASCII));
        header.put((byte) version());
        header.putLong(fingerprint.bits());
        header.putInt(sampleRate);
        header.putShort((short) hopLength);
        header.putShort((short) delay);
        prior.map(Fingerprint::bits).ifPresent(header::putLong);
        header.putInt(TokenFileWriter.crc(header.array(), 0, header.position()));
        return header.array();
    }
}
