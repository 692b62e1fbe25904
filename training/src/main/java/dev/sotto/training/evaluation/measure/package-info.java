/**
 * How near what one hears is to what was spoken: {@link dev.sotto.training.evaluation.measure.Scores} gathers the
 * measures of a clip, each defined in the class that computes it. STOI is {@link dev.sotto.measure.Stoi}'s.
 */
package dev.sotto.training.evaluation.measure;
