package dev.sotto.audio.container;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Microsoft's ADPCM ("Multimedia Data Standards Update", 1994): 4 bits a sample, the error of a prediction from two
 * samples before in steps that grow and shrink with it.
 *
 * <pre>
 *   for each channel u8 which predictor; then for each i16 step; then for each i16 second sample; then for each i16
 *   first sample; then 4 bits a sample, channel beside channel, upper half first
 * </pre>
 */
final class MicrosoftAdpcm implements BlockDecoder {

    private static final int[] GROWTH = {230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230
    };
    private static final int HEADER = 7;
    private static final int LEAST_STEP = 16;
    private static final int MAX_STEP = Integer.MAX_VALUE / 768;
    private static final int PREDICTORS_OFFSET = 20;
    private static final int[] USUAL = {256, 0, 512, -256, 0, 0, 192, 64, 240, 0, 460, -208, 392, -232};

    private final int channels;
    private final int blockLength;
    private final int[] predictors;

    private MicrosoftAdpcm(int channels, int blockLength, int[] predictors) {
        this.channels = channels;
        this.blockLength = blockLength;
        this.predictors = predictors;
    }

    /** @param format the chunk "fmt ", as {@link WavFormat} draws it */
    static MicrosoftAdpcm of(ByteBuffer format, int channels, int blockLength) throws IOException {
        int count = format.capacity() < PREDICTORS_OFFSET + 2 ? 0 : format.getChar(PREDICTORS_OFFSET);
        int[] predictors = USUAL;
        if (count > 0 && format.capacity() >= PREDICTORS_OFFSET + 2 + 4 * count) {
            predictors = new int[2 * count];
            for (int i = 0; i < predictors.length; i++) {
                predictors[i] = format.getShort(PREDICTORS_OFFSET + 2 + 2 * i);
            }
        }
        if (blockLength < HEADER * channels) {
            throw new IOException("its ADPCM blocks claim " + blockLength + " bytes: it is damaged");
        }
        return new MicrosoftAdpcm(channels, blockLength, predictors);
    }

    @Override
    public int blockLength() {
        return blockLength;
    }

    @Override
    public int blockSamples() {
        return samples(blockLength);
    }

    private int samples(int length) {
        return length < HEADER * channels ? 0 : 2 + (length - HEADER * channels) * 2 / channels;
    }

    @Override
    public short[] decode(byte[] block, int length) throws IOException {
        int count = samples(length);
        short[] samples = new short[count * channels];
        int[] step = new int[channels];
        int[] predictor = new int[channels];
        for (int c = 0; c < channels && count > 0; c++) {
            predictor[c] = block[c] & 0xff;
            if (2 * predictor[c] >= predictors.length) {
                throw new IOException("an ADPCM block claims predictor " + predictor[c] + ", where 0 to "
                        + (predictors.length / 2 - 1) + " exist: it is damaged");
            }
            step[c] = Math.max(LEAST_STEP, i16(block, channels + 2 * c));
            samples[channels + c] = i16(block, 3 * channels + 2 * c);
            samples[c] = i16(block, 5 * channels + 2 * c);
        }
        for (int i = 2 * channels; i < samples.length; i++) {
            int half = i - 2 * channels;
            int code = block[HEADER * channels + half / 2] >> (half % 2 == 0 ? 4 : 0) & 0xf;
            int c = i % channels;
            int first = predictors[2 * predictor[c]];
            int second = predictors[2 * predictor[c] + 1];
            // A shift, as in sox and libsndfile; ffmpeg divides, which differs by a step below 0.
            int predicted = samples[i - channels] * first + samples[i - 2 * channels] * second >> 8;
            int value = predicted + (code < 8 ? code : code - 16) * step[c];
            samples[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
            step[c] = Math.min(MAX_STEP, Math.max(LEAST_STEP, GROWTH[code] * step[c] >> 8));
        }
        return samples;
    }

    private static short i16(byte[] block, int at) {
        return (short) (block[at] & 0xff | block[at + 1] << 8);
    }
}
