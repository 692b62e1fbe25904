package dev.sotto.analysis;

/** 16 x 16 complex factors of magnitude 1, row after row. Nobody writes to them. */
record Rotation(float[] re, float[] im) {

    /** The factor at row r and column c turns by {@code -angle(r, c)} of {@code 1 / of} turns. */
    interface Angle {
        int at(int row, int column);
    }

    static Rotation of(int of, Angle angle) {
        float[] re = new float[256];
        float[] im = new float[256];
        for (int row = 0; row < 16; row++) {
            for (int column = 0; column < 16; column++) {
                double radians = -2 * Math.PI * (angle.at(row, column) % of) / of;
                re[16 * row + column] = (float) StrictMath.cos(radians);
                im[16 * row + column] = (float) StrictMath.sin(radians);
            }
        }
        return new Rotation(re, im);
    }
}
