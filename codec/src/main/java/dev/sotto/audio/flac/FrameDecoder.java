package dev.sotto.audio.flac;

import java.io.IOException;

/** Makes samples of a frame behind its head, and mixes its channels. */
final class FrameDecoder {

    private static final int MAX_CHANNELS = 8;

    private final BitInput in;
    private final Subframe subframe;
    private final int[][] channels = new int[MAX_CHANNELS][0];

    FrameDecoder(BitInput in) {
        this.in = in;
        this.subframe = new Subframe(in);
    }

    /**
     * @param sum takes the samples in; null for none
     * @return the mean of the channels, in [-1, 1)
     * @throws IOException for a frame that is damaged
     */
    float[] read(FrameHeader header, SampleSum sum) throws IOException {
        int block = header.block();
        int bits = header.bits();
        int count = header.channels();
        long[] wide = null;
        int side = header.assignment() == FrameHeader.SIDE_RIGHT ? 0 : header.assignment() < 8 ? -1 : 1;
        for (int c = 0; c < count; c++) {
            if (channels[c].length < block) {
                channels[c] = new int[block];
            }
            if (c == side && bits == Integer.SIZE) {
                wide = subframe.readWide(block, bits + 1);
            } else {
                subframe.read(channels[c], block, c == side ? bits + 1 : bits);
            }
        }
        in.align();
        int found = in.crc16SinceMark();
        if (in.bits(16) != found) {
            throw new IOException("a frame's checksum is wrong");
        }
        for (int i = 0; i < block && side >= 0; i++) {
            decorrelate(header.assignment(), i, wide == null ? channels[side][i] : wide[i]);
        }
        if (sum != null) {
            sum.add(channels, count, block, bits);
        }
        return mix(count, block, bits);
    }

    private void decorrelate(int assignment, int i, long side) {
        int[] first = channels[0];
        int[] second = channels[1];
        switch (assignment) {
            case FrameHeader.LEFT_SIDE -> second[i] = (int) (first[i] - side);
            case FrameHeader.SIDE_RIGHT -> first[i] = (int) (second[i] + side);
            default -> {
                // The lowest bit of the sum is that of the difference.
                long middle = ((long) first[i] << 1) | side & 1;
                first[i] = (int) (middle + side >> 1);
                second[i] = (int) (middle - side >> 1);
            }
        }
    }

    private float[] mix(int count, int block, int bits) {
        float[] mono = new float[block];
        if (count == 1) {
            double scale = 1 / (double) (1L << bits - 1);
            for (int i = 0; i < block; i++) {
                mono[i] = (float) (channels[0][i] * scale);
            }
            return mono;
        }
        double full = (double) (1L << bits - 1) * count;
        for (int i = 0; i < block; i++) {
            long sum = 0;
            for (int c = 0; c < count; c++) {
                sum += channels[c][i];
            }
            mono[i] = (float) (sum / full);
        }
        return mono;
    }
}
