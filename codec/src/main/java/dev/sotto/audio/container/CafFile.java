package dev.sotto.audio.container;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * CAF, Apple's Core Audio Format (2005), as phones and Macs record it. All numbers but the samples are big-endian.
 *
 * <pre>
 *   "caff" u16 version 1, u16 0
 *   chunk*                         name, length i64, so many bytes
 *     "desc"  0 f64 rate, 8 name of the encoding, 12 u32 flags (1 floats, 2 little-endian), 16 u32 bytes and
 *             20 u32 samples of a packet, 24 u32 channels, 28 u32 bits of a sample
 *     "data"  0 u32 how often it was edited, 4 the samples; length -1: up to the end of the file
 * </pre>
 */
public final class CafFile {

    private static final int DESCRIPTION_LENGTH = 32;
    private static final int EDIT_COUNT = 4;

    private CafFile() {}

    /** Reads up to the first sample. */
    public static SoundReader open(InputStream in) throws IOException {
        ByteInput input = new ByteInput(in, true);
        input.name();
        input.u32();
        byte[] description = null;
        for (String name = input.nameOrEnd(); name != null; name = input.nameOrEnd()) {
            long length = input.unsigned(8);
            if (name.equals("desc") && length >= DESCRIPTION_LENGTH) {
                description = input.bytes(DESCRIPTION_LENGTH);
                length -= DESCRIPTION_LENGTH;
            } else if (name.equals("data") && description != null) {
                input.u32();
                ByteCount data = new ByteCount(in, length < EDIT_COUNT ? ByteCount.UNKNOWN : length - EDIT_COUNT);
                return reader(data, ByteBuffer.wrap(description));
            }
            if (length < 0) {
                throw new IOException(
                        "its chunk '" + name.strip() + "' claims a length of " + length + ": it is damaged");
            }
            input.skip(length);
        }
        throw new EOFException(
                description == null
                        ? "it has no chunk 'desc' that says what its samples are: it is damaged or cut short"
                        : "it holds no sound: there is no sample in it");
    }

    private static SoundReader reader(ByteCount data, ByteBuffer description) throws IOException {
        String encoding = new String(description.array(), 8, 4, StandardCharsets.ISO_8859_1);
        int flags = description.getInt(12);
        int channels = description.getInt(24);
        SoundFormat format = SoundFormat.of(description.getDouble(0), channels);
        int width = description.getInt(16) / channels;
        return switch (encoding) {
            case "lpcm" -> {
                SampleEncoding.Kind kind = (flags & 1) != 0 ? SampleEncoding.Kind.FLOAT : SampleEncoding.Kind.SIGNED;
                yield pcm(data, format, new SampleEncoding(kind, width, (flags & 2) == 0));
            }
            case "ulaw" -> pcm(data, format, new SampleEncoding(SampleEncoding.Kind.MU_LAW, 1, true));
            case "alaw" -> pcm(data, format, new SampleEncoding(SampleEncoding.Kind.A_LAW, 1, true));
            case "ima4" -> new BlockReader(data, format, ImaAdpcm.apple(channels), 0);
            default ->
                throw new UnknownEncodingException("its samples are coded as CAF's '"
                        + encoding.replaceAll("\\p{Cntrl}", "?").strip() + "'");
        };
    }

    private static SoundReader pcm(ByteCount data, SoundFormat format, SampleEncoding encoding) throws IOException {
        return new PcmReader(data, format.sampleRate(), format.channels(), encoding);
    }
}
