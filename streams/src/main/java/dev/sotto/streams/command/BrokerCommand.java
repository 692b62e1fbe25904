package dev.sotto.streams.command;

import dev.sotto.command.BadInputException;
import dev.sotto.streams.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sotto broker}. */
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        description = "Run a Kafka broker of one node on 127.0.0.1, until it is stopped.")
public final class BrokerCommand implements Callable<Integer> {

    @Option(names = "--port", defaultValue = "9092", description = "Default: ${DEFAULT-VALUE}; 0 for any that is free.")
    private int port;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where the topics are kept. Default: a temporary directory that goes with the broker.")
    private Path directory;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (port < 0 || port > 65_535) {
            throw new BadInputException("--port must be 0 to 65535, is " + port);
        }
        EmbeddedBroker broker = start();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "sotto-broker-close"));
        PrintWriter out = spec.commandLine().getOut();
        out.println("Kafka broker at " + broker.bootstrapServers() + ", data in " + broker.directory()
                + (directory == null ? " (deleted at the end)" : "") + "; Ctrl-C stops it.");
        out.println("It has no topics yet unless it had before: sotto topics create --bootstrap-servers "
                + broker.bootstrapServers());
        out.flush();
        broker.await();
        return 0;
    }

    private EmbeddedBroker start() throws IOException {
        try {
            return directory == null ? EmbeddedBroker.start(port) : EmbeddedBroker.start(port, directory);
        } catch (BindException e) {
            throw new BadInputException("Port " + port + " is taken; choose another with --port", e);
        } catch (KafkaException e) {
            throw new BadInputException("The broker cannot start in " + directory + ": " + e.getMessage(), e);
        }
    }
}
