/** The tensor engine: how DJL and libtorch are started, on which device. Next: {@link dev.sotto.training.target}. */
package dev.sotto.training.engine;
