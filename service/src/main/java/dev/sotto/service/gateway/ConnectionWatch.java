package dev.sotto.service.gateway;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.component.ContainerLifeCycle;

/** Hears of every connection that a server's connectors open and close. */
abstract class ConnectionWatch extends AbstractLifeCycle implements Connection.Listener {

    private final Server server;

    ConnectionWatch(Server server) {
        this.server = server;
    }

    @Override
    protected void doStart() {
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof ContainerLifeCycle container) {
                container.addBean(this, false);
            }
        }
    }
}
