package dev.sotto.audio.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What AIFF says of its samples, in the chunk that {@link AiffFile} draws. */
final class AiffFormat {

    /** More than it ever has. */
    static final int MAX_LENGTH = 1024;

    private final SoundFormat sound;
    private final long samples;
    private final int bits;
    private final String encoding;

    private AiffFormat(SoundFormat sound, long samples, int bits, String encoding) {
        this.sound = sound;
        this.samples = samples;
        this.bits = bits;
        this.encoding = encoding;
    }

    static AiffFormat of(byte[] bytes, boolean compressed) throws IOException {
        int least = compressed ? 22 : 18;
        if (bytes.length < least) {
            throw new IOException("its chunk 'COMM' has " + bytes.length + " bytes, where " + least + " are the least");
        }
        ByteBuffer chunk = ByteBuffer.wrap(bytes);
        SoundFormat sound = SoundFormat.of(extended(chunk.getChar(8), chunk.getLong(10)), chunk.getChar(0));
        String encoding = compressed ? new String(bytes, 18, 4, StandardCharsets.ISO_8859_1) : "NONE";
        return new AiffFormat(sound, chunk.getInt(2) & 0xffff_ffffL, chunk.getChar(6), encoding);
    }

    /** IEEE 754's 80 bits: a sign, 15 of exponent, 64 of which the first is the 1 before the point. */
    static double extended(int head, long mantissa) {
        double magnitude = (mantissa >>> 11) * 0x1p-52;
        double value = Math.scalb(magnitude, (head & 0x7fff) - 16_383);
        return (head & 0x8000) == 0 ? value : -value;
    }

    /** @param room bytes of the chunk behind its head */
    SoundReader reader(InputStream in, long room) throws IOException {
        int width = (bits + 7) / Byte.SIZE;
        return switch (encoding) {
            case "NONE", "twos" -> plain(in, room, SampleEncoding.Kind.SIGNED, width, true);
            case "sowt" -> plain(in, room, SampleEncoding.Kind.SIGNED, width, false);
            case "raw " -> plain(in, room, SampleEncoding.Kind.UNSIGNED, width, true);
            case "in24" -> plain(in, room, SampleEncoding.Kind.SIGNED, 3, true);
            case "in32" -> plain(in, room, SampleEncoding.Kind.SIGNED, 4, true);
            case "42ni" -> plain(in, room, SampleEncoding.Kind.SIGNED, 3, false);
            case "23ni" -> plain(in, room, SampleEncoding.Kind.SIGNED, 4, false);
            case "fl32", "FL32" -> plain(in, room, SampleEncoding.Kind.FLOAT, 4, true);
            case "fl64", "FL64" -> plain(in, room, SampleEncoding.Kind.FLOAT, 8, true);
            case "alaw", "ALAW" -> plain(in, room, SampleEncoding.Kind.A_LAW, 1, true);
            case "ulaw", "ULAW" -> plain(in, room, SampleEncoding.Kind.MU_LAW, 1, true);
            case "ima4" -> ima(in, room);
            default ->
                throw new UnknownEncodingException("its samples are coded as AIFF-C's '"
                        + encoding.replaceAll("\\p{Cntrl}", "?").strip() + "'");
        };
    }

    private SoundReader plain(InputStream in, long room, SampleEncoding.Kind kind, int width, boolean big)
            throws IOException {
        ByteCount data = new ByteCount(in, promised(room, samples, width * (long) sound.channels()));
        return new PcmReader(data, sound.sampleRate(), sound.channels(), new SampleEncoding(kind, width, big));
    }

    private SoundReader ima(InputStream in, long room) {
        ImaAdpcm decoder = ImaAdpcm.apple(sound.channels());
        // It counts blocks where others count samples.
        ByteCount data = new ByteCount(in, promised(room, samples, decoder.blockLength()));
        return new BlockReader(data, sound, decoder, 0);
    }

    /** The chunk may be longer than its samples; it may not hold less. */
    private static long promised(long room, long units, long unit) {
        return units == 0 ? room : units * unit;
    }
}
