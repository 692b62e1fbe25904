/**
 * Many people who speak at once through Kafka, and what is heard of them: shared by {@link dev.sotto.chaos} and
 * {@link dev.sotto.load}.
 */
package dev.sotto.call;
