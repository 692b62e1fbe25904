package dev.sotto.audio.flac;

import java.io.IOException;
import java.util.HexFormat;

/**
 * The block STREAMINFO (RFC 9639, 8.2), as far as decoding needs it.
 *
 * <pre>
 *   u16 least and u16 greatest block, u24 least and u24 greatest frame   (not believed)
 *   u20 rate, u3 channels - 1, u5 bits - 1, u36 samples of a channel (0: unknown), 16 bytes of MD5 (0: unknown)
 * </pre>
 *
 * @param sampleRate Hz; 0 is none
 * @param samples of a channel; 0 where nobody knows
 * @param md5 hexadecimal, of all samples; empty where nobody knows
 */
record StreamInfo(int sampleRate, int channels, int bits, long samples, String md5) {

    static final int TYPE = 0;
    static final int LENGTH = 34;

    /** Of a file that begins with a frame. */
    static final StreamInfo NONE = new StreamInfo(0, 0, 0, 0, "");

    static StreamInfo read(BitInput in) throws IOException {
        in.bits(32);
        in.bits(32);
        in.bits(16);
        int sampleRate = (int) in.bits(20);
        int channels = (int) in.bits(3) + 1;
        int bits = (int) in.bits(5) + 1;
        long samples = in.bits(4) << 32 | in.bits(32);
        byte[] md5 = new byte[16];
        int all = 0;
        for (int i = 0; i < md5.length; i++) {
            md5[i] = (byte) in.bits(8);
            all |= md5[i];
        }
        return new StreamInfo(
                sampleRate,
                channels,
                bits,
                samples,
                all == 0 ? "" : HexFormat.of().formatHex(md5));
    }
}
