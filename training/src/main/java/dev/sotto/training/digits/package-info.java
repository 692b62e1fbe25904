/**
 * Beside the book: the quantizer by itself, on the classic worked example (van den Oord et al. 2017): pictures of
 * digits, 28 by 28, become a grid of 7 by 7 tokens of one codebook of 512, and become pictures again. Networks small
 * enough to train in a minute, and a result that one can see; nothing else in Sotto needs this chapter.
 */
package dev.sotto.training.digits;
