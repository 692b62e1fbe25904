/**
 * Beside the book: a real Kafka broker inside the JVM ({@link dev.sotto.broker.EmbeddedBroker}), so that the demo and
 * the tests need nothing but a JDK.
 */
package dev.sotto.broker;
