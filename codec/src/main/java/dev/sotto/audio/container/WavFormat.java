package dev.sotto.audio.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What WAV says of its samples.
 *
 * <pre>
 *    0 u16  encoding: 1 integers, 2 MS ADPCM, 3 floats, 6 A-law, 7 mu-law, 17 IMA ADPCM, fffe see below
 *    2 u16  channels
 *    4 u32  samples of a channel in a second
 *    8 u32  bytes in a second                 (not believed)
 *   12 u16  bytes of a sample of all channels, or of a block
 *   14 u16  bits of a sample
 *   16 u16  length of what follows
 *   18 ...  ADPCM: u16 samples of a block, and for Microsoft's u16 number of predictors and a pair of i16 for each;
 *           fffe:  u16 valid bits, u32 loudspeakers, 16 bytes of which the first two are the encoding
 * </pre>
 */
final class WavFormat {

    /** More than any of them has. */
    static final int MAX_LENGTH = 4096;

    private static final int EXTENSIBLE = 0xfffe;
    private static final int BLOCKS = 18;
    private static final int EXTENDED_ENCODING = 24;

    private final SoundFormat sound;
    private final int encoding;
    private final int unit;
    private final int bits;
    private final boolean bigEndian;
    private final ByteBuffer chunk;

    private WavFormat(ByteBuffer chunk, int encoding) throws IOException {
        this.chunk = chunk;
        this.encoding = encoding;
        this.bigEndian = chunk.order() == ByteOrder.BIG_ENDIAN;
        this.sound = SoundFormat.of(chunk.getInt(4), chunk.getChar(2));
        this.unit = chunk.getChar(12);
        this.bits = chunk.getChar(14);
    }

    static WavFormat of(byte[] bytes, boolean bigEndian) throws IOException {
        ByteBuffer chunk = ByteBuffer.wrap(bytes).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 16) {
            throw new IOException("its chunk 'fmt ' has " + bytes.length + " bytes, where 16 are the least");
        }
        int encoding = chunk.getChar(0);
        if (encoding == EXTENSIBLE) {
            if (bytes.length < EXTENDED_ENCODING + 2) {
                throw new IOException("its chunk 'fmt ' is cut short");
            }
            encoding = chunk.getChar(EXTENDED_ENCODING);
        }
        return new WavFormat(chunk, encoding);
    }

    /** @param samples of a channel, by the chunk "fact" */
    SoundReader reader(ByteCount data, long samples) throws IOException {
        return switch (encoding) {
            case 1 -> integers(data);
            case 2 -> blocks(data, MicrosoftAdpcm.of(chunk, sound.channels(), unit), samples);
            case 3 -> plain(data, SampleEncoding.Kind.FLOAT);
            case 6 -> plain(data, SampleEncoding.Kind.A_LAW);
            case 7 -> plain(data, SampleEncoding.Kind.MU_LAW);
            case 17 -> blocks(data, ImaAdpcm.wav(sound.channels(), unit), samples);
            default ->
                throw new UnknownEncodingException(String.format("its samples are coded as WAV's %#06x", encoding));
        };
    }

    private SoundReader integers(ByteCount data) throws IOException {
        if (width() == 4 && bits == 24) {
            return new PaddedReader(data, sound, bigEndian);
        }
        return plain(data, bits <= Byte.SIZE ? SampleEncoding.Kind.UNSIGNED : SampleEncoding.Kind.SIGNED);
    }

    /** Bytes of a sample; from its bits where the unit is none. */
    private int width() {
        return unit > 0 && unit % sound.channels() == 0 ? unit / sound.channels() : (bits + 7) / Byte.SIZE;
    }

    private SoundReader plain(ByteCount data, SampleEncoding.Kind kind) throws IOException {
        if (bits == 0 || bits > Byte.SIZE * width()) {
            throw new IOException("it claims samples of " + bits + " bits in " + width() + " bytes: it is damaged");
        }
        return new PcmReader(data, sound.sampleRate(), sound.channels(), new SampleEncoding(kind, width(), bigEndian));
    }

    private SoundReader blocks(ByteCount data, BlockDecoder decoder, long samples) {
        return new BlockReader(data, sound, decoder, samples);
    }
}
