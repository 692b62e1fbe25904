package dev.sotto.command;

import dev.sotto.BadInputException;
import dev.sotto.model.ModelFile;
import dev.sotto.neural.MatrixKernel;
import dev.sotto.packet.PacketCoding;
import dev.sotto.prior.Prior;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether tokens are entropy-coded, and how; a mixin of the commands that write packets. */
public final class EntropyOptions {

    private static final double LONGEST_INTERVAL = 10;

    @Option(
            names = "--entropy",
            description = "Entropy-code the tokens with the prior: the same tokens in fewer bytes. Readers need the"
                    + " same prior.")
    private boolean entropy;

    @Option(
            names = "--key-interval",
            paramLabel = "SECONDS",
            description = "With --entropy: seconds between packets that can be read without those before them (key"
                    + " packets), 0.02 to 10. Default: 1 on a topic; in a file only the first packet is one.")
    private Double keyInterval;

    @Mixin
    private PriorOption prior;

    public boolean isGiven() {
        return entropy;
    }

    /** For packets on a topic. */
    public PacketCoding forTopic(ModelFile model, String modelName) throws IOException {
        requireSensible();
        if (!entropy) {
            return PacketCoding.PLAIN;
        }
        double seconds = keyInterval == null ? 1 : keyInterval;
        return PacketCoding.entropy(prior.prior(model, modelName), frames(seconds, model));
    }

    /** For files, read from their beginning, of about so many frames each. */
    public PacketCoding forFile(ModelFile model, String modelName, int frames) throws IOException {
        requireSensible();
        if (!entropy) {
            return PacketCoding.PLAIN;
        }
        Prior known = Prior.of(prior.prior(model, modelName).file(), MatrixKernel.forFile(frames));
        return PacketCoding.entropy(known, keyInterval == null ? 0 : frames(keyInterval, model));
    }

    private void requireSensible() {
        if (keyInterval == null) {
            return;
        }
        if (!entropy) {
            throw new BadInputException("--key-interval is about entropy-coded packets: give --entropy, too");
        }
        if (!(keyInterval >= 0.02 && keyInterval <= LONGEST_INTERVAL)) {
            throw new BadInputException("--key-interval must be 0.02 to 10 seconds, is " + keyInterval);
        }
    }

    private static int frames(double seconds, ModelFile model) {
        return Math.max(1, (int) Math.round(seconds * model.config().frameRate()));
    }
}
