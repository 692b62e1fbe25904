package dev.sotto.service.command;

import dev.sotto.broker.SharedBroker;

/** On the broker in the JVM. */
class ServiceTest extends ServiceContract {

    @Override
    String bootstrapServers() {
        return SharedBroker.bootstrapServers();
    }
}
