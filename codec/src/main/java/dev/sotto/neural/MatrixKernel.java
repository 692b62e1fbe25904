package dev.sotto.neural;

/**
 * The arithmetic of all layers, in two implementations that give the same bits: one with the Vector API, one with plain
 * loops. Both compute each output on its own, from the bias on, over the taps and in each tap over the inputs, always
 * upwards, with one fused multiply-add each. So neither the vector width nor the number of rows matters.
 */
public interface MatrixKernel {

    /** How many outputs lie side by side in a {@link PackedConvolution} for this kernel. */
    int panelWidth();

    /**
     * Applies {@code layer} to {@code rows} windows, one output row each.
     *
     * @param x {@code [rows][taps][inputs]} from {@code xOffset} on
     * @param y receives {@code rows} rows of {@code layer.paddedOutputs()} from {@code yOffset} on
     */
    void multiply(PackedConvolution layer, float[] x, int xOffset, int rows, float[] y, int yOffset);

    /** The leaky rectifier: {@code v} or, if that is more, {@code v * SLOPE}. Signed zeros and NaN as in Math.max. */
    void activate(float[] x, float[] y, int yOffset, int length);

    /**
     * Where the first of the greatest of {@code length} numbers is, counted from {@code offset}; 0 where none is one.
     */
    int greatest(float[] x, int offset, int length);

    /** The fastest that this JVM has; the scalar one if the system property {@code sotto.kernel} is {@code scalar}. */
    static MatrixKernel preferred() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        if (!vectors) {
            MissingVectors.tell();
        }
        return vectors && !"scalar".equals(System.getProperty("sotto.kernel")) ? new VectorKernel() : scalar();
    }

    /**
     * What is sooner done with so many frames in a JVM that has just started: vectors are objects until the compiler
     * has seen to them, and for a short file that takes longer than the plain loops do.
     */
    static MatrixKernel forFile(int frames) {
        return frames < 1500 ? scalar() : preferred();
    }

    static MatrixKernel scalar() {
        return new ScalarKernel();
    }
}
