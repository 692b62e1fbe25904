package dev.sotto.audio.container;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * AIFF and AIFF-C, of Apple (1989, 1991). All numbers are big-endian.
 *
 * <pre>
 *   "FORM" length u32 "AIFF" or "AIFC"
 *   chunk*                       name, length u32, so many bytes, and one of padding where that is odd
 *     "COMM"  0 u16 channels, 2 u32 samples of a channel, 6 u16 bits of a sample, 8 rate as an 80-bit float;
 *             AIFC: 18 name of the encoding, and a text
 *     "SSND"  0 u32 bytes to leave out, 4 u32 size of blocks that players align to, 8 the samples
 * </pre>
 *
 * <p>The samples may come before "COMM". Their number says how many are promised; where it is 0 the recorder crashed.
 */
public final class AiffFile {

    private static final int SSND_HEADER = 8;

    private AiffFile() {}

    /** Reads up to the first sample. */
    public static SoundReader open(InputStream in) throws IOException {
        ByteInput input = new ByteInput(in, true);
        input.name();
        input.u32();
        String form = input.name();
        if (!form.equals("AIFF") && !form.equals("AIFC")) {
            throw new IOException("it is a FORM file of the kind '" + form.strip() + "', and no AIFF");
        }
        AiffFormat format = null;
        byte[] early = null;
        for (String name = input.nameOrEnd(); name != null; name = input.nameOrEnd()) {
            long length = input.u32();
            long left = length + (length & 1);
            if (name.equals("COMM")) {
                byte[] chunk = input.bytes((int) Math.min(left, AiffFormat.MAX_LENGTH));
                format = AiffFormat.of(chunk, form.equals("AIFC"));
                left -= chunk.length;
                if (early != null) {
                    return format.reader(new ByteArrayInputStream(early), early.length);
                }
            } else if (name.equals("SSND")) {
                long offset = input.u32();
                input.u32();
                long count = length - SSND_HEADER - offset;
                input.skip(offset);
                if (format != null) {
                    return format.reader(in, length <= SSND_HEADER ? ByteCount.UNKNOWN : Math.max(0, count));
                }
                early = in.readNBytes((int) Math.max(0, Math.min(count, Integer.MAX_VALUE - SSND_HEADER)));
                left = length & 1;
            }
            input.skip(left);
        }
        throw new EOFException(
                format == null
                        ? "it has no chunk 'COMM' that says what its samples are: it is damaged or cut short"
                        : "it holds no sound: there is no sample in it");
    }
}
