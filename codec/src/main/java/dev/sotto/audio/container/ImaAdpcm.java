package dev.sotto.audio.container;

import java.io.IOException;

/**
 * IMA ADPCM ("Recommended Practices", 1992): 4 bits a sample, the difference to the sample before in steps that grow
 * and shrink with it.
 *
 * <pre>
 *   WAV:  for each channel i16 first sample, u8 step, u8 0; then by turns 4 bytes a channel, lower half first
 *   Apple ("ima4"): for each channel 34 bytes: u16 big-endian, upper 9 bits of a sample and 7 of the step; 64 halves
 * </pre>
 */
final class ImaAdpcm implements BlockDecoder {

    private static final int[] STEPS = {
        7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97,
        107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796,
        876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871,
        5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623,
        27086, 29794, 32767
    };
    private static final int[] FASTER = {-1, -1, -1, -1, 2, 4, 6, 8};
    private static final int APPLE_LENGTH = 34;
    private static final int APPLE_SAMPLES = 64;
    private static final int HEADER = 4;

    private final boolean apple;
    private final int channels;
    private final int blockLength;
    private final int[] value;
    private final int[] step;

    private ImaAdpcm(boolean apple, int channels, int blockLength) {
        this.apple = apple;
        this.channels = channels;
        this.blockLength = blockLength;
        this.value = new int[channels];
        this.step = new int[channels];
    }

    static ImaAdpcm wav(int channels, int blockLength) throws IOException {
        if (blockLength < HEADER * channels) {
            throw new IOException("its ADPCM blocks claim " + blockLength + " bytes: it is damaged");
        }
        return new ImaAdpcm(false, channels, blockLength);
    }

    static ImaAdpcm apple(int channels) {
        return new ImaAdpcm(true, channels, APPLE_LENGTH * channels);
    }

    @Override
    public int blockLength() {
        return blockLength;
    }

    @Override
    public int blockSamples() {
        return apple ? APPLE_SAMPLES : samples(blockLength);
    }

    private int samples(int length) {
        return length < HEADER * channels ? 0 : 1 + (length - HEADER * channels) / (HEADER * channels) * 8;
    }

    @Override
    public short[] decode(byte[] block, int length) throws IOException {
        return apple ? decodeApple(block, length) : decodeWav(block, length);
    }

    private short[] decodeWav(byte[] block, int length) throws IOException {
        int count = samples(length);
        short[] samples = new short[count * channels];
        for (int c = 0; c < channels && count > 0; c++) {
            value[c] = (short) (block[HEADER * c] & 0xff | block[HEADER * c + 1] << 8);
            step[c] = requireStep(block[HEADER * c + 2]);
            samples[c] = (short) value[c];
        }
        int at = HEADER * channels;
        for (int t = 1; t < count; t += 8) {
            for (int c = 0; c < channels; c++) {
                for (int i = 0; i < 8; i++) {
                    samples[(t + i) * channels + c] = next(c, block[at + i / 2] >> 4 * (i & 1));
                }
                at += 4;
            }
        }
        return samples;
    }

    private short[] decodeApple(byte[] block, int length) throws IOException {
        if (length < blockLength) {
            return new short[0];
        }
        short[] samples = new short[APPLE_SAMPLES * channels];
        for (int c = 0; c < channels; c++) {
            int at = APPLE_LENGTH * c;
            int head = block[at] << 8 | block[at + 1] & 0xff;
            int start = head & ~0x7f;
            int first = requireStep((byte) (head & 0x7f));
            // Only where the block does not go on from the one before are the lower bits unknown.
            if (first != step[c] || Math.abs(start - value[c]) > 0x7f) {
                value[c] = start;
            }
            step[c] = first;
            for (int i = 0; i < APPLE_SAMPLES; i++) {
                samples[i * channels + c] = next(c, block[at + 2 + i / 2] >> 4 * (i & 1));
            }
        }
        return samples;
    }

    private static int requireStep(byte step) throws IOException {
        if (step < 0 || step >= STEPS.length) {
            throw new IOException("an ADPCM block claims a step of " + step + ", where 0 to 88 exist: it is damaged");
        }
        return step;
    }

    private short next(int channel, int code) {
        int size = STEPS[step[channel]];
        int difference = size >> 3;
        difference += (code & 4) != 0 ? size : 0;
        difference += (code & 2) != 0 ? size >> 1 : 0;
        difference += (code & 1) != 0 ? size >> 2 : 0;
        int sum = value[channel] + ((code & 8) != 0 ? -difference : difference);
        value[channel] = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sum));
        step[channel] = Math.max(0, Math.min(STEPS.length - 1, step[channel] + FASTER[code & 7]));
        return (short) value[channel];
    }
}
