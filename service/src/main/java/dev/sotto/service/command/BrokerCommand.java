package dev.sotto.service.command;

import dev.sotto.BadInputException;
import dev.sotto.broker.EmbeddedBroker;
import dev.sotto.broker.LoopbackCluster;
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
        description = "Run a Kafka broker of one node on 127.0.0.1, until it is stopped.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sotto broker",
            "  sotto broker --port 9192 --dir data",
            "  # three of these are a cluster:",
            "  sotto broker --cluster 9092:9192,9093:9193,9094:9194 --node 1 --dir data-1"
        })
public final class BrokerCommand implements Callable<Integer> {

    @Option(names = "--port", defaultValue = "9092", description = "Default: ${DEFAULT-VALUE}; 0 for any that is free.")
    private int port;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where the topics are kept. Default: a temporary directory that is deleted at the end.")
    private Path directory;

    @Option(
            names = "--cluster",
            paramLabel = "PORTS",
            description = "Run one node of a cluster: the ports of all nodes, for clients and for controllers, such"
                    + " as 9092:9192,9093:9193,9094:9194. It is ready once a majority of the nodes runs.")
    private String cluster;

    @Option(names = "--node", paramLabel = "N", description = "Which node of --cluster: 1 for the first.")
    private Integer node;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (port < 0 || port > 65_535) {
            throw new BadInputException("--port must be 0 to 65535, is " + port);
        }
        EmbeddedBroker broker = cluster == null && node == null ? start() : startMember();
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

    private EmbeddedBroker startMember() throws IOException {
        if (cluster == null || node == null || directory == null) {
            throw new BadInputException("A node of a cluster needs all of --cluster, --node and --dir");
        }
        try {
            return EmbeddedBroker.start(LoopbackCluster.parse(cluster), node, directory);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--cluster or --node is wrong: " + e.getMessage(), e);
        } catch (KafkaException e) {
            throw new BadInputException("Node " + node + " cannot start in " + directory + ": " + e.getMessage(), e);
        }
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
