/**
 * Beside the book: {@code sotto tokenize} and {@code detokenize} where a corpus is larger than a machine.
 * {@link dev.sotto.spark.Tokens} makes a table of tokens of a table of files, and the way back;
 * {@link dev.sotto.spark.SparkTokens} is what {@code spark-submit} runs.
 */
package dev.sotto.spark;
