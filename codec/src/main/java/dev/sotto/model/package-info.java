/**
 * The model: the shape of a codec ({@link dev.sotto.model.CodecConfig}) and the file that holds its weights
 * ({@link dev.sotto.model.ModelFile}, safetensors). Next: {@link dev.sotto.neural}, where the weights are put to work.
 */
package dev.sotto.model;
