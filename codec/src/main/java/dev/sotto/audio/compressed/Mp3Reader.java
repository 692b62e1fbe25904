package dev.sotto.audio.compressed;

import dev.sotto.audio.container.SoundReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.SampleBuffer;

/**
 * MPEG audio, of all three layers, a frame a piece. JLayer sees nothing but frames: what lies between them, tags above
 * all, is left out here. The silence that encoder and decoder add is left out where the file says how long it is.
 */
public final class Mp3Reader implements SoundReader {

    /** What JLayer makes of a sample of 1. */
    private static final double FULL_SCALE = 32_700;

    private final Bitstream frames;
    private final Decoder decoder = new Decoder();
    private final MpegFrame kind;
    private String shortfall;
    /** Samples still to be left out, and those still to be given. */
    private long skipped;

    private long left;

    private Mp3Reader(byte[] frames, MpegFrame kind, String shortfall, long skipped, long left) {
        this.frames = new Bitstream(new ByteArrayInputStream(frames));
        this.kind = kind;
        this.shortfall = shortfall;
        this.skipped = skipped;
        this.left = left;
    }

    /** Whether two frames follow each other here; zeros before them are no harm. */
    public static boolean begins(byte[] head) {
        return first(head) != null;
    }

    /** Whether what begins is a kind that JLayer decodes. */
    public static boolean isKnown(byte[] head) {
        MpegFrame first = first(head);
        return first != null && !first.isLowLayerTwo();
    }

    private static MpegFrame first(byte[] head) {
        int start = 0;
        while (start < head.length && head[start] == 0) {
            start++;
        }
        MpegFrame first = MpegFrame.at(head, start);
        return first != null && first.isFollowed(head) ? first : null;
    }

    /** Reads the whole file into memory: it is compressed. */
    public static SoundReader open(InputStream in) throws IOException {
        byte[] file = in.readAllBytes();
        MpegFrame first = next(file, 0, null);
        if (first == null) {
            throw new IOException("it holds no two frames of MP3 in a row");
        }
        LameTag tag = LameTag.of(file, first);
        ByteArrayOutputStream frames = new ByteArrayOutputStream(file.length);
        long count = 0;
        boolean cut = false;
        MpegFrame frame = tag == null ? first : next(file, first.end(), first);
        while (frame != null) {
            cut = frame.end() > file.length;
            if (!cut) {
                frames.write(file, frame.start(), frame.length());
                count++;
            }
            frame = cut ? null : next(file, frame.end(), first);
        }
        long promised = tag == null ? 0 : tag.frames();
        String shortfall = null;
        // Some count the frame with the tag, too.
        if (count + 1 < promised || cut) {
            shortfall = String.format(
                    Locale.ROOT,
                    "%s, and %.3f s are there",
                    promised > 0
                            ? String.format(Locale.ROOT, "its header promises %.3f s", seconds(first, promised))
                            : "it ends inside a frame",
                    seconds(first, count));
        }
        long before = tag == null ? 0 : tag.before();
        long behind = tag == null || shortfall != null ? 0 : Math.max(0, tag.behind());
        long all = Math.max(0, count * first.samples() - before - behind);
        return new Mp3Reader(frames.toByteArray(), first, shortfall, before, all);
    }

    private static double seconds(MpegFrame kind, long frames) {
        return frames * (double) kind.samples() / kind.sampleRate();
    }

    /** The next frame from {@code from} on: right there, or, behind what is none, the first that another follows. */
    private static MpegFrame next(byte[] file, int from, MpegFrame kind) {
        MpegFrame here = kind == null ? null : MpegFrame.at(file, from);
        if (here != null && here.kind() == kind.kind()) {
            return here;
        }
        for (int start = from; start < file.length - MpegFrame.HEADER_LENGTH; start++) {
            MpegFrame frame = MpegFrame.at(file, start);
            if (frame != null && (kind == null || frame.kind() == kind.kind()) && frame.isFollowed(file)) {
                return frame;
            }
        }
        return null;
    }

    @Override
    public int sampleRate() {
        return kind.sampleRate();
    }

    @Override
    public String shortfall() {
        return shortfall;
    }

    @Override
    public float[] read() throws IOException {
        float[] piece = {};
        while (piece.length == 0 && left > 0) {
            float[] mono = decode();
            if (mono == null) {
                String missing = String.format(
                        Locale.ROOT, "its decoder gives up %.3f s before the end", left / (double) kind.sampleRate());
                shortfall = shortfall == null ? missing : shortfall;
                left = 0;
                break;
            }
            int from = (int) Math.min(skipped, mono.length);
            int to = (int) Math.min(mono.length, from + left);
            skipped -= from;
            left -= to - from;
            piece = Arrays.copyOfRange(mono, from, to);
        }
        return piece;
    }

    /** Null at the end. A frame that JLayer cannot make sense of is silence: all others still are where they were. */
    private float[] decode() throws IOException {
        try {
            Header header = frames.readFrame();
            if (header == null) {
                return null;
            }
            SampleBuffer samples = (SampleBuffer) decoder.decodeFrame(header, frames);
            return mono(samples);
        } catch (JavaLayerException | RuntimeException e) {
            return new float[kind.samples()];
        } finally {
            frames.closeFrame();
        }
    }

    private static float[] mono(SampleBuffer samples) {
        int channels = samples.getChannelCount();
        float[] mono = new float[samples.getBufferLength() / channels];
        for (int t = 0; t < mono.length; t++) {
            int sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += samples.getBuffer()[t * channels + c];
            }
            mono[t] = (float) (sum / (FULL_SCALE * channels));
        }
        return mono;
    }
}
