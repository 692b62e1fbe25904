package dev.sotto.audio.compressed;

import dev.sotto.audio.container.SoundReader;
import dev.sotto.audio.container.UnknownEncodingException;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * Opus in Ogg (RFC 7845), decoded at 16 kHz and in one channel, as the format allows whatever was encoded; a packet a
 * piece.
 *
 * <pre>
 *   packet 1: "OpusHead" u8 version, u8 channels, u16 samples to leave out, u32 rate before, i16 gain, u8 mapping
 *   packet 2: "OpusTags" ...
 *   packet*:  up to 120 ms
 * </pre>
 */
public final class OpusReader implements SoundReader {

    private static final int RATE = 16_000;
    /** All counts of samples in the file are of 48 kHz. */
    private static final int STEP = 48_000 / RATE;

    private static final int MAX_PACKET_SAMPLES = RATE * 120 / 1000;
    private static final int HEAD_LENGTH = 19;

    private final OggPackets packets;
    private final OpusDecoder decoder;
    private final int preSkip;
    private final short[] decoded = new short[MAX_PACKET_SAMPLES];
    private long taken;
    private String damage;

    private OpusReader(OggPackets packets, byte[] head) throws IOException {
        this.packets = packets;
        this.preSkip = (head[10] & 0xff | (head[11] & 0xff) << 8) / STEP;
        try {
            this.decoder = new OpusDecoder(RATE, 1);
        } catch (OpusException e) {
            throw new IOException("its Opus decoder cannot be made", e);
        }
        decoder.setGain((short) (head[16] & 0xff | head[17] << 8));
    }

    /** Whether the first page of an Ogg file holds Opus. */
    public static boolean begins(byte[] page) {
        byte[] name = {'O', 'p', 'u', 's', 'H', 'e', 'a', 'd'};
        int packet = page.length > 26 ? 27 + (page[26] & 0xff) : page.length;
        return page.length >= packet + name.length
                && Arrays.equals(Arrays.copyOfRange(page, packet, packet + name.length), name);
    }

    public static SoundReader open(InputStream in) throws IOException {
        OggPackets packets = new OggPackets(in);
        byte[] head = packets.next();
        if (head == null || head.length < HEAD_LENGTH) {
            throw new IOException("its Opus header is damaged");
        }
        if (head[18] != 0) {
            throw new UnknownEncodingException("it holds Opus of " + head[9] + " channels");
        }
        packets.next();
        return new OpusReader(packets, head);
    }

    @Override
    public int sampleRate() {
        return RATE;
    }

    @Override
    public float[] read() throws IOException {
        float[] piece = {};
        while (piece.length == 0) {
            byte[] packet = damage == null ? packets.next() : null;
            if (packet == null) {
                break;
            }
            int count = decode(packet);
            long end = packets.isLastPage() ? packets.granule() / STEP : Long.MAX_VALUE;
            int from = (int) Math.min(count, Math.max(0, preSkip - taken));
            int to = (int) Math.max(from, Math.min(count, end - taken));
            taken += count;
            piece = new float[to - from];
            for (int i = 0; i < piece.length; i++) {
                piece[i] = decoded[from + i] / 32768f;
            }
        }
        return piece;
    }

    private int decode(byte[] packet) {
        try {
            return decoder.decode(packet, 0, packet.length, decoded, 0, decoded.length, false);
        } catch (OpusException | RuntimeException | AssertionError e) {
            damage = String.format(Locale.ROOT, "a packet is damaged, after %.3f s", taken / (double) RATE);
            return 0;
        }
    }

    @Override
    public String shortfall() {
        return damage == null ? packets.shortfall() : damage;
    }
}
