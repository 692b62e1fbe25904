package dev.sotto.service.gateway;

import dev.sotto.model.CodecConfig;
import dev.sotto.prior.Prior;
import dev.sotto.streams.topic.Topics;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;

/**
 * What a gateway is told at its start.
 *
 * @param address port 0 for any that is free
 * @param codec of the applications behind the topics
 * @param prior with which entropy-coded packets are decoded for clients; empty: they get them as they are
 * @param codebooks that the encoder uses where nobody asks for others
 * @param token that every client must name; null: none, which only an address of this machine alone may have
 * @param origins of other pages that may connect, such as {@code https://example.org}
 */
public record GatewayConfig(
        InetSocketAddress address,
        Topics topics,
        CodecConfig codec,
        Optional<Prior> prior,
        int codebooks,
        String token,
        Set<String> origins,
        GatewayLimits limits) {

    public GatewayConfig {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("There is no host " + address.getHostString());
        }
        if (token == null && !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("A gateway that others can reach needs an access token");
        }
        if (token != null && token.isBlank()) {
            throw new IllegalArgumentException("An access token is not blank");
        }
    }

    /** Whether only this machine can reach it. */
    boolean isLocal() {
        return address.getAddress().isLoopbackAddress();
    }
}
