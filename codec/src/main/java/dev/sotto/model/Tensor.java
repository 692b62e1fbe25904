package dev.sotto.model;

/** Numbers in row-major order and their shape. */
public record Tensor(int[] shape, float[] values) {

    public Tensor {
        long size = 1;
        for (int length : shape) {
            size = Math.multiplyExact(size, length);
        }
        if (size != values.length) {
            throw new IllegalArgumentException(values.length + " values for a shape of " + size);
        }
    }
}
