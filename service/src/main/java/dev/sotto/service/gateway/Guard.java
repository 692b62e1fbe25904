package dev.sotto.service.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;

/** Who may come in. */
final class Guard {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final GatewayConfig config;

    Guard(GatewayConfig config) {
        this.config = config;
    }

    /**
     * Whether a request names a host that this gateway is. A name of somebody else's that leads to 127.0.0.1 would make
     * that somebody's page one of ours in the eyes of the browser.
     *
     * @param host the header, null if there is none
     */
    boolean allowsHost(String host) {
        return !config.isLocal()
                || host == null
                || THIS_MACHINE.contains(hostName(host))
                // A proxy in front of it keeps the name under which people know it.
                || config.origins().stream().anyMatch(origin -> origin.endsWith("://" + host));
    }

    /**
     * Whether a page may connect. Programs that are no browsers have no origin and are not kept away by it.
     *
     * @param origin the header, null if there is none
     */
    boolean allowsOrigin(String origin, String host) {
        if (origin == null || config.origins().contains(origin)) {
            return true;
        }
        try {
            URI uri = new URI(origin);
            return uri.getRawAuthority() != null && uri.getRawAuthority().equalsIgnoreCase(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    boolean needsToken() {
        return config.token() != null;
    }

    /** Takes as long for a token that is nearly right as for one that is not. */
    boolean allowsToken(String token) {
        return !needsToken()
                || token != null
                        && MessageDigest.isEqual(
                                token.getBytes(StandardCharsets.UTF_8),
                                config.token().getBytes(StandardCharsets.UTF_8));
    }

    private static String hostName(String host) {
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        return (end > 0 ? host.substring(0, end) : host).toLowerCase(Locale.ROOT);
    }
}
