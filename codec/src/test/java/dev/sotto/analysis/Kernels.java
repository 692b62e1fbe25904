package dev.sotto.analysis;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** Both kernels, for tests. */
final class Kernels {

    private Kernels() {}

    static SpectralKernel[] all() {
        SpectralKernel vector = SpectralKernel.preferred();
        assertInstanceOf(VectorSpectralKernel.class, vector, "the tests' JVM has the Vector API");
        return new SpectralKernel[] {vector, SpectralKernel.scalar()};
    }
}
