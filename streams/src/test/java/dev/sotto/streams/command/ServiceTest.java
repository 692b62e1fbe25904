package dev.sotto.streams.command;

import dev.sotto.streams.broker.SharedBroker;

/** On the broker in the JVM. */
class ServiceTest extends ServiceContract {

    @Override
    String bootstrapServers() {
        return SharedBroker.bootstrapServers();
    }
}
