package dev.sotto.audio.container;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * WAV, of Microsoft and IBM (1991), with what came after it: numbers in the other order (RIFX), more than 4 GiB (RF64
 * of EBU Tech 3306, BW64 of ITU-R BS.2088).
 *
 * <pre>
 *   "RIFF" length "WAVE"             length u32 of all that follows; RIFX: big-endian; RF64, BW64: ffffffff
 *   chunk*                           name, length u32, so many bytes, and one of padding where that is odd
 *     "ds64"  first in RF64, BW64:   u64 of the file, u64 of "data", u64 samples of a channel
 *     "fmt "  see {@link WavFormat}
 *     "fact"  u32 samples of a channel, where the samples are coded in blocks
 *     "data"  the samples, channel beside channel
 *     others  JUNK, bext, LIST, id3 and whatever programs note: left out
 * </pre>
 *
 * <p>Lengths that recorders leave behind when they crash or write to a pipe (0, 7fffffff, ffffffff and what lies just
 * below) promise nothing: the samples go on to the end of the file.
 */
public final class WavFile {

    /** Chunks that may follow an empty "data"; anything else there is sound whose length was never written. */
    private static final Set<String> TRAILERS = Set.of(
            "LIST", "id3 ", "ID3 ", "bext", "fact", "cue ", "PEAK", "iXML", "axml", "JUNK", "junk", "PAD ", "smpl",
            "inst", "_PMX", "afsp", "DISP", "plst", "acid", "chna", "levl", "data");

    /** Placeholders are round numbers less what a header is long. */
    private static final long SLACK = 1 << 16;

    private static final byte[] NOTHING = {};
    private static final long U32 = 0xffff_ffffL;

    private WavFile() {}

    /** Reads up to the first sample. */
    public static SoundReader open(InputStream in) throws IOException {
        String magic = new ByteInput(in, true).name();
        ByteInput input = new ByteInput(in, magic.equals("RIFX"));
        input.u32();
        String form = input.name();
        if (!form.equals("WAVE")) {
            throw new IOException("it is a RIFF file of the kind '" + form.strip() + "', and no WAVE");
        }
        WavFormat format = null;
        long dataOf64 = ByteCount.UNKNOWN;
        long samples = ByteCount.UNKNOWN;
        String name = input.nameOrEnd();
        while (name != null) {
            long length = input.u32();
            long left = length + (length & 1);
            if (name.equals("data")) {
                if (format == null) {
                    throw new IOException("its samples come before the chunk 'fmt ' that says what they are");
                }
                boolean of64 = length == U32 && dataOf64 != ByteCount.UNKNOWN;
                byte[] next = length == 0 ? in.readNBytes(4) : NOTHING;
                name = new String(next, StandardCharsets.ISO_8859_1);
                if (length > 0 || next.length == 4 && !TRAILERS.contains(name)) {
                    long count = of64 ? dataOf64 : isPlaceholder(length) ? ByteCount.UNKNOWN : length;
                    PushbackInputStream rest = new PushbackInputStream(in, Math.max(1, next.length));
                    rest.unread(next);
                    return format.reader(new ByteCount(rest, count), samples);
                }
                name = next.length < 4 ? null : name;
                continue;
            }
            if (name.equals("fmt ")) {
                byte[] chunk = input.bytes((int) Math.min(left, WavFormat.MAX_LENGTH));
                format = WavFormat.of(chunk, magic.equals("RIFX"));
                left -= chunk.length;
            } else if (name.equals("ds64") && length >= 24) {
                input.unsigned(8);
                dataOf64 = input.unsigned(8);
                left -= 16;
                dataOf64 = dataOf64 <= 0 ? ByteCount.UNKNOWN : dataOf64;
            } else if (name.equals("fact") && length >= 4) {
                samples = input.u32();
                left -= 4;
            }
            input.skip(left);
            name = input.nameOrEnd();
        }
        throw new EOFException(
                format == null
                        ? "it has no chunk 'fmt ' that says what its samples are: it is damaged or cut short"
                        : "it holds no sound: there is no sample in it");
    }

    private static boolean isPlaceholder(long length) {
        return length == 0 || length > U32 - SLACK || length > Integer.MAX_VALUE - SLACK && length < SLACK + (1L << 31);
    }
}
