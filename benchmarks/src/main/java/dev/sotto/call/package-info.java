/**
 * Many people who speak at once through Kafka, and what is heard of them: shared by {@link dev.sotto.chaos} and
 * {@link dev.sotto.load}. Next: {@link dev.sotto.chaos}.
 */
package dev.sotto.call;
