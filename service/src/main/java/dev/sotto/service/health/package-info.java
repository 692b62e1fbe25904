/**
 * How an application tells operators how it is: {@code /health/live}, {@code /health/ready} and {@code /metrics}
 * ({@link dev.sotto.service.health.HealthServer}).
 */
package dev.sotto.service.health;
