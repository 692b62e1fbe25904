/**
 * How good a model is on speech that it has not heard: an {@link dev.sotto.training.evaluation.EvaluationPlan} runs it
 * and its rivals on the same clips, an {@link dev.sotto.training.evaluation.Evaluation} is one row of measures for each
 * bitrate. Next: {@link dev.sotto.training.command}.
 */
package dev.sotto.training.evaluation;
