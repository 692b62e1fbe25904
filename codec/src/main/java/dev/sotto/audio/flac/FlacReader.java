package dev.sotto.audio.flac;

import dev.sotto.audio.container.SoundFormat;
import dev.sotto.audio.container.SoundReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * FLAC files, one or several behind each other, with a header that is right, wrong or missing; a block of samples a
 * piece.
 *
 * <pre>
 *   "fLaC"
 *   block*   u1 last, u7 type, u24 length, so many bytes; STREAMINFO is type 0
 *   frame*   {@link FrameHeader}, a {@link Subframe} a channel, bits up to a whole byte, u16 CRC of all that
 * </pre>
 *
 * <p>Frames are believed more than the header: each says its rate, channels and bits and has its sums. The sound ends
 * where a frame is damaged.
 */
public final class FlacReader implements SoundReader {

    private static final int MAX_STRAY_BYTES = 1 << 16;

    private final BitInput in;
    private final FrameDecoder frames;
    private StreamInfo info = StreamInfo.NONE;
    private SampleSum sum;
    private long samples;
    private int sampleRate;
    private String shortfall;
    private boolean ended;
    /** The first block of a file that begins with a frame, decoded while looking for that frame. */
    private float[] first;

    private FlacReader(InputStream in) {
        this.in = new BitInput(in);
        this.frames = new FrameDecoder(this.in);
    }

    /** Whether a whole frame is in the first bytes of a file that has no header, behind bytes that are none or not. */
    public static boolean begins(byte[] head) {
        try {
            return new FlacReader(new ByteArrayInputStream(head)).search() != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads the header, or the first frame where there is none. */
    public static FlacReader open(InputStream in) throws IOException {
        FlacReader reader = new FlacReader(in);
        try {
            if (reader.isMagic()) {
                reader.header();
            }
        } catch (EOFException e) {
            throw new IOException("its FLAC header is damaged or cut short", e);
        }
        // What a header does not know the first frame does, and the rate is asked for before it is read.
        reader.first = reader.info.sampleRate() > 0 ? null : reader.search();
        return reader;
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public String shortfall() {
        return shortfall;
    }

    @Override
    public float[] read() throws IOException {
        float[] piece = first == null ? next() : first;
        first = null;
        return piece;
    }

    private float[] next() throws IOException {
        while (!ended) {
            in.mark();
            if (FrameHeader.isSync(in.peek(0), in.peek(1))) {
                try {
                    float[] block = frame();
                    if (block != null) {
                        return block;
                    }
                } catch (EOFException e) {
                    damaged("the file ends inside a frame");
                    break;
                } catch (IOException e) {
                    damaged(e.getMessage());
                    break;
                }
            }
            in.reset(0);
            if (!between()) {
                ended = true;
            }
        }
        return new float[0];
    }

    /** Null where no frame begins. */
    private float[] frame() throws IOException {
        FrameHeader header = FrameHeader.read(in, info);
        if (header == null) {
            return null;
        }
        SoundFormat.of(header.sampleRate(), header.channels());
        float[] block = frames.read(header, sum);
        sampleRate = header.sampleRate();
        samples += header.block();
        return block;
    }

    /** What is no frame: the end, another file behind this one, a tag, or damage. Whether frames may follow. */
    private boolean between() throws IOException {
        if (isMagic()) {
            finish();
            header();
            return true;
        }
        boolean all = info.samples() > 0 ? samples >= info.samples() : isTag();
        if (in.peek(0) >= 0 && !all) {
            damaged("what follows is no frame");
            return false;
        }
        while (in.peek(0) >= 0 && !isMagic()) {
            in.skip(1);
        }
        if (in.peek(0) >= 0) {
            return true;
        }
        finish();
        return false;
    }

    private boolean isMagic() throws IOException {
        return isName("fLaC");
    }

    /** Of other formats, which some programs write behind the last frame. */
    private boolean isTag() throws IOException {
        return isName("TAG") || isName("APETAGEX") || isName("ID3");
    }

    private boolean isName(String name) throws IOException {
        for (int i = 0; i < name.length(); i++) {
            if (in.peek(i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void header() throws IOException {
        in.skip(4);
        info = StreamInfo.NONE;
        samples = 0;
        for (boolean last = false; !last; ) {
            if (info == StreamInfo.NONE && FrameHeader.isSync(in.peek(0), in.peek(1))) {
                break;
            }
            last = in.bits(1) == 1;
            int type = (int) in.bits(7);
            int length = (int) in.bits(24);
            if (type == StreamInfo.TYPE && length >= StreamInfo.LENGTH) {
                info = StreamInfo.read(in);
                length -= StreamInfo.LENGTH;
            }
            in.skip(length);
        }
        sum = info.md5().isEmpty() ? null : new SampleSum();
        if (info.sampleRate() > 0) {
            SoundFormat.of(info.sampleRate(), info.channels());
            sampleRate = info.sampleRate();
        }
    }

    /** The first frame that is whole, within some bytes that are none. */
    private float[] search() throws IOException {
        for (int stray = 0; stray < MAX_STRAY_BYTES && in.peek(1) >= 0; stray++) {
            in.mark();
            if (FrameHeader.isSync(in.peek(0), in.peek(1))) {
                try {
                    float[] block = frame();
                    if (block != null) {
                        return block;
                    }
                } catch (IOException e) {
                    // Two bytes that look like a frame are none.
                }
                in.reset(0);
            }
            in.skip(1);
        }
        throw new IOException("it holds no FLAC frame: it is damaged");
    }

    private void damaged(String what) {
        shortfall = String.format(
                Locale.ROOT, "%s, at byte %d, after %.3f s", what, in.position(), samples / (double) sampleRate);
        ended = true;
    }

    private void finish() {
        if (shortfall == null && samples < info.samples()) {
            shortfall = String.format(
                    Locale.ROOT,
                    "its header promises %.3f s of sound, and %.3f s are there",
                    info.samples() / (double) sampleRate,
                    samples / (double) sampleRate);
        } else if (shortfall == null && sum != null && !sum.hex().equals(info.md5())) {
            shortfall = "its samples are not those whose MD5 its encoder noted";
        }
    }
}
