package dev.sotto.model;

/** Lets the tests of other packages make half-precision numbers. */
public final class HalfFloats {

    private HalfFloats() {}

    public static float toFloat(short half) {
        return HalfFloat.toFloat(half);
    }
}
