package dev.sotto.service.command;

import dev.sotto.BadInputException;
import dev.sotto.service.health.HealthServer;
import dev.sotto.service.health.Vitals;
import dev.sotto.streams.app.CodecApplication;
import java.io.IOException;
import java.net.InetSocketAddress;
import picocli.CommandLine.Option;

/** Whether and where a process tells how it is. */
final class MetricsOptions {

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Serve /health/live, /health/ready and, for Prometheus, /metrics over HTTP at this port; 0"
                    + " for any that is free. Default: not at all.")
    private Integer port;

    @Option(
            names = "--metrics-host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address of this machine to serve them at; 0.0.0.0 for all. There is no password."
                    + " Default: ${DEFAULT-VALUE}.")
    private String host;

    /** @throws BadInputException for a port that cannot be used */
    void check() {
        if (port != null && (port < 0 || port > 65_535)) {
            throw new BadInputException("--metrics-port must be 0 to 65535, is " + port);
        }
        if (new InetSocketAddress(host, 0).isUnresolved()) {
            throw new BadInputException("--metrics-host: there is no host " + host);
        }
    }

    /**
     * @return null if nobody asked for it
     * @throws BadInputException if that cannot be served there
     */
    HealthServer serve(CodecApplication application) {
        return serve(address -> HealthServer.start(application, address));
    }

    /** As {@link #serve(CodecApplication)}. */
    HealthServer serve(Vitals vitals) {
        return serve(address -> HealthServer.start(vitals, address));
    }

    private interface Start {

        HealthServer at(InetSocketAddress address) throws IOException;
    }

    private HealthServer serve(Start start) {
        if (port == null) {
            return null;
        }
        try {
            return start.at(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new BadInputException(
                    "Health and metrics cannot be served at " + host + ":" + port + " (" + e.getMessage()
                            + "); choose another --metrics-port or --metrics-host",
                    e);
        }
    }
}
