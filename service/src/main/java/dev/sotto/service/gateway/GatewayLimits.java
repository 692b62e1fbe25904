package dev.sotto.service.gateway;

import java.time.Duration;

/**
 * What one gateway bears.
 *
 * @param connections at once, those that have not said yet who they are included
 * @param rooms at once
 * @param people in a room
 * @param messageBytes of one message of sound
 * @param textBytes of one message of text
 * @param messagesPerSecond on average; bursts of five seconds are borne
 * @param speed of the sound that comes in, as a multiple of the speed of speech; bursts of ten seconds are borne
 * @param unsentBytes that wait for a slow reader before it is dropped
 * @param patience how long a connection may stay without its first message
 * @param replay the longest time that can be heard again
 */
public record GatewayLimits(
        int connections,
        int rooms,
        int people,
        int messageBytes,
        int textBytes,
        int messagesPerSecond,
        double speed,
        int unsentBytes,
        Duration patience,
        Duration replay) {

    public static final GatewayLimits DEFAULT = new GatewayLimits(
            200, 100, 50, 1 << 16, 1 << 12, 150, 1.5, 1 << 19, Duration.ofSeconds(5), Duration.ofMinutes(5));
}
