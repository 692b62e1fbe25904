package dev.sotto.training.prior;

/**
 * A point of a run's curves.
 *
 * @param frames of speech seen so far
 * @param trainBits bits a token, the mean over the steps since the point before
 * @param devBits bits a frame of {@code devCodebooks} on held-out speech, by the runtime; NaN where there is none
 */
public record PriorPoint(long step, double seconds, long frames, double trainBits, double devBits) {}
