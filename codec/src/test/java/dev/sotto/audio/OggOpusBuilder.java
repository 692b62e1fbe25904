package dev.sotto.audio;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Opus in Ogg, a packet of 20 ms a page, whose packets may be damaged before the pages are summed up. */
final class OggOpusBuilder {

    private static final int FRAME = 320;
    private static final int PRE_SKIP = 312;

    private final int length;
    private final List<byte[]> packets = new ArrayList<>();

    OggOpusBuilder(Waveform sound) throws OpusException {
        this.length = sound.length();
        byte[] head = new byte[19];
        ByteBuffer fields = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        fields.put(ascii("OpusHead")).put((byte) 1).put((byte) 1).putShort((short) PRE_SKIP);
        fields.putInt(sound.sampleRate());
        packets.add(head);
        byte[] tags = new byte[16];
        ByteBuffer.wrap(tags).put(ascii("OpusTags"));
        packets.add(tags);
        OpusEncoder encoder = new OpusEncoder(sound.sampleRate(), 1, OpusApplication.OPUS_APPLICATION_VOIP);
        byte[] packet = new byte[1500];
        for (int from = 0; from < length + PRE_SKIP / 3; from += FRAME) {
            short[] pcm = new short[FRAME];
            for (int i = 0; i < FRAME && from + i < length; i++) {
                pcm[i] = (short) (32767 * sound.samples()[from + i]);
            }
            packets.add(Arrays.copyOf(packet, encoder.encode(pcm, 0, FRAME, packet, 0, packet.length)));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    List<byte[]> packets() {
        return packets;
    }

    byte[] build() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int i = 0; i < packets.size(); i++) {
            boolean last = i == packets.size() - 1;
            long granule = i < 2 ? 0 : last ? length * 3L + PRE_SKIP : (i - 1) * 3L * FRAME;
            file.writeBytes(page(packets.get(i), i, i == 0 ? 2 : last ? 4 : 0, granule));
        }
        return file.toByteArray();
    }

    private static byte[] page(byte[] packet, int number, int flags, long granule) {
        int segments = packet.length / 255 + 1;
        ByteBuffer page = ByteBuffer.allocate(27 + segments + packet.length).order(ByteOrder.LITTLE_ENDIAN);
        page.put(ascii("OggS")).put((byte) 0).put((byte) flags).putLong(granule);
        page.putInt(77).putInt(number).putInt(0).put((byte) segments);
        for (int left = packet.length; left >= 0; left -= 255) {
            page.put((byte) Math.min(255, left));
        }
        page.put(packet);
        int sum = 0;
        for (byte b : page.array()) {
            sum ^= (b & 0xff) << 24;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                sum = sum << 1 ^ (sum < 0 ? 0x04c1_1db7 : 0);
            }
        }
        return page.putInt(22, sum).array();
    }
}
