package dev.sotto.audio.flac;

import java.io.IOException;
import java.util.Arrays;

/**
 * One channel of a frame (RFC 9639, 9.2): a constant, the samples as they are, or a prediction from the samples before
 * and what it misses.
 */
final class Subframe {

    private static final int MAX_ORDER = 32;
    private static final int[][] FIXED = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};

    private final BitInput in;
    private final int[] predictor = new int[MAX_ORDER];
    private int order;
    private int shift;
    private int precision;
    /** Of the 33 bits that a side channel of 32-bit sound needs. */
    private long[] wide = {};

    Subframe(BitInput in) {
        this.in = in;
    }

    /** @param bits of a sample, at most 32 */
    void read(int[] samples, int block, int bits) throws IOException {
        int type = type();
        int wasted = wasted(bits);
        int width = bits - wasted;
        if (type == 0) {
            Arrays.fill(samples, 0, block, (int) in.signed(width));
        } else if (type == 1) {
            for (int i = 0; i < block; i++) {
                samples[i] = (int) in.signed(width);
            }
        } else {
            order = order(type, block);
            for (int i = 0; i < order; i++) {
                samples[i] = (int) in.signed(width);
            }
            predictor(type, width);
            residual(samples, block);
            // What products and their sum take at most.
            boolean small = width + precision + Integer.SIZE - Integer.numberOfLeadingZeros(order) <= Integer.SIZE;
            if (small) {
                restore(samples, block);
            } else {
                restoreWide(samples, block);
            }
        }
        if (wasted > 0) {
            for (int i = 0; i < block; i++) {
                samples[i] <<= wasted;
            }
        }
    }

    /** A channel of 33 bits; the array is this object's. */
    long[] readWide(int block, int bits) throws IOException {
        if (wide.length < block) {
            wide = new long[block];
        }
        int type = type();
        int wasted = wasted(bits);
        int width = bits - wasted;
        if (type == 0) {
            Arrays.fill(wide, 0, block, in.signed(width));
        } else if (type == 1) {
            for (int i = 0; i < block; i++) {
                wide[i] = in.signed(width);
            }
        } else {
            order = order(type, block);
            for (int i = 0; i < order; i++) {
                wide[i] = in.signed(width);
            }
            predictor(type, width);
            int[] residual = new int[block];
            residual(residual, block);
            for (int i = order; i < block; i++) {
                long sum = 0;
                for (int j = 0; j < order; j++) {
                    sum += predictor[j] * wide[i - 1 - j];
                }
                wide[i] = residual[i] + (sum >> shift);
            }
        }
        for (int i = 0; i < block && wasted > 0; i++) {
            wide[i] <<= wasted;
        }
        return wide;
    }

    private int type() throws IOException {
        if (in.bits(1) != 0) {
            throw new IOException("a subframe does not begin with 0");
        }
        return (int) in.bits(6);
    }

    /** Zeros at the end of every sample. */
    private int wasted(int bits) throws IOException {
        int wasted = in.bits(1) == 0 ? 0 : in.zeros() + 1;
        if (wasted >= bits) {
            throw new IOException("a subframe of " + bits + " bits wastes " + wasted + " of them");
        }
        return wasted;
    }

    private static int order(int type, int block) throws IOException {
        int order = type >= 32 ? type - 31 : type - 8;
        if (order < 0 || type < 32 && order >= FIXED.length || order > block) {
            throw new IOException("a subframe is of no known type (" + type + ")");
        }
        return order;
    }

    private void predictor(int type, int width) throws IOException {
        if (type < 32) {
            System.arraycopy(FIXED[order], 0, predictor, 0, order);
            shift = 0;
            precision = 4;
            return;
        }
        precision = (int) in.bits(4) + 1;
        shift = (int) in.signed(5);
        if (precision > 15 || shift < 0) {
            throw new IOException("a predictor has a forbidden precision or shift");
        }
        for (int i = 0; i < order; i++) {
            predictor[i] = (int) in.signed(precision);
        }
    }

    /** What the prediction misses, from {@code order} on. */
    private void residual(int[] target, int block) throws IOException {
        int method = (int) in.bits(2);
        if (method > 1) {
            throw new IOException("a residual is coded in no known way");
        }
        int widthOfParameter = 4 + method;
        int escape = (1 << widthOfParameter) - 1;
        int partitions = 1 << in.bits(4);
        int length = block / partitions;
        if (length * partitions != block || length < order) {
            throw new IOException("a residual has partitions that do not fit its block");
        }
        for (int p = 0; p < partitions; p++) {
            int from = p == 0 ? order : p * length;
            int to = (p + 1) * length;
            int parameter = (int) in.bits(widthOfParameter);
            if (parameter < escape) {
                in.rice(parameter, target, from, to);
                continue;
            }
            int width = (int) in.bits(5);
            for (int i = from; i < to; i++) {
                target[i] = width == 0 ? 0 : (int) in.signed(width);
            }
        }
    }

    /** Four taps at a time, as loops of eight turns are not worth a compiler's preparations; taps of 0 fill up. */
    private void restore(int[] samples, int block) {
        int[] taps = predictor;
        int padded = order + 3 & ~3;
        Arrays.fill(taps, order, padded, 0);
        int right = shift;
        int i = order;
        for (int end = Math.min(padded, block); i < end; i++) {
            int sum = 0;
            for (int j = 0; j < order; j++) {
                sum += taps[j] * samples[i - 1 - j];
            }
            samples[i] += sum >> right;
        }
        for (; i < block; i++) {
            int sum = 0;
            for (int j = 0; j < padded; j += 4) {
                int at = i - 1 - j;
                sum += taps[j] * samples[at]
                        + taps[j + 1] * samples[at - 1]
                        + taps[j + 2] * samples[at - 2]
                        + taps[j + 3] * samples[at - 3];
            }
            samples[i] += sum >> right;
        }
    }

    private void restoreWide(int[] samples, int block) {
        for (int i = order; i < block; i++) {
            long sum = 0;
            for (int j = 0; j < order; j++) {
                sum += (long) predictor[j] * samples[i - 1 - j];
            }
            samples[i] += (int) (sum >> shift);
        }
    }
}
