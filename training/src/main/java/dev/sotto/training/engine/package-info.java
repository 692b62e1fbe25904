/** The tensor engine: how DJL and libtorch are started, on which device. */
package dev.sotto.training.engine;
