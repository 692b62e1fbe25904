/**
 * The codec's networks for other engines, as ONNX: the analysis, the encoder and the search in the codebooks make one
 * graph, codebooks and decoder the other. The tokens are those of {@link dev.sotto.codec} but for rounding: only there
 * are they exact. Next: {@link dev.sotto.command}.
 */
package dev.sotto.onnx;
