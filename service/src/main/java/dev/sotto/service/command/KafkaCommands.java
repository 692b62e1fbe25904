package dev.sotto.service.command;

import dev.sotto.command.CommandProvider;
import java.util.List;

/** The commands that need Kafka. */
public final class KafkaCommands implements CommandProvider {

    @Override
    public String heading() {
        return "Kafka";
    }

    @Override
    public List<Class<?>> commands() {
        return List.of(
                DemoCommand.class,
                TalkCommand.class,
                BrokerCommand.class,
                TopicsCommand.class,
                StreamCommand.class,
                SendCommand.class,
                ReceiveCommand.class);
    }
}
