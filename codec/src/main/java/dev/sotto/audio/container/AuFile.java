package dev.sotto.audio.container;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * AU, of Sun and NeXT.
 *
 * <pre>
 *    0 ".snd"  big-endian ("dns.": little-endian)
 *    4 u32     where the samples begin
 *    8 u32     their bytes, or ffffffff
 *   12 u32     encoding: 1 mu-law, 2 to 5 integers of 1 to 4 bytes, 6 and 7 floats of 4 and 8, 27 A-law
 *   16 u32     samples of a channel in a second
 *   20 u32     channels
 *   24 ...     a text
 * </pre>
 */
public final class AuFile {

    private static final int HEADER_LENGTH = 24;
    private static final long UNKNOWN_LENGTH = 0xffff_ffffL;

    private AuFile() {}

    /** Reads up to the first sample. */
    public static SoundReader open(InputStream in) throws IOException {
        boolean big = new ByteInput(in, true).name().equals(".snd");
        ByteInput input = new ByteInput(in, big);
        long start = input.u32();
        long length = input.u32();
        long encoding = input.u32();
        SoundFormat format = SoundFormat.of(input.u32(), input.u32());
        if (start < HEADER_LENGTH) {
            throw new EOFException("its samples begin at byte " + start + ", inside the header: it is damaged");
        }
        input.skip(start - HEADER_LENGTH);
        boolean open = length == UNKNOWN_LENGTH || length == 0;
        ByteCount data = new ByteCount(in, open ? ByteCount.UNKNOWN : length);
        return new PcmReader(data, format.sampleRate(), format.channels(), encoding(encoding, big));
    }

    private static SampleEncoding encoding(long number, boolean big) throws IOException {
        return switch ((int) number) {
            case 1 -> new SampleEncoding(SampleEncoding.Kind.MU_LAW, 1, big);
            case 2, 3, 4, 5 -> new SampleEncoding(SampleEncoding.Kind.SIGNED, (int) number - 1, big);
            case 6 -> new SampleEncoding(SampleEncoding.Kind.FLOAT, 4, big);
            case 7 -> new SampleEncoding(SampleEncoding.Kind.FLOAT, 8, big);
            case 27 -> new SampleEncoding(SampleEncoding.Kind.A_LAW, 1, big);
            default -> throw new UnknownEncodingException("its samples are coded as AU's " + number);
        };
    }
}
