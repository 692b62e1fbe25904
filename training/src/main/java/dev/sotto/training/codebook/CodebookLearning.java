package dev.sotto.training.codebook;

/** The two ways of van den Oord et al. 2017 (arXiv 1711.00937) to learn a codebook. */
public enum CodebookLearning {
    /** Moving averages of the latents that chose a code (appendix A.1): no gradient. */
    EMA,
    /** The second term of equation 3, {@code |sg(z) - e|^2}: by the optimizer. */
    LOSS
}
