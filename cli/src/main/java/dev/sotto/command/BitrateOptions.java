package dev.sotto.command;

import dev.sotto.BadInputException;
import dev.sotto.model.CodecConfig;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** How many codebooks, by their number or by the bitrate; a mixin of every command that encodes. */
public final class BitrateOptions {

    /** 3 kbps with the model that ships. */
    private static final int DEFAULT_CODEBOOKS = 6;

    private static final double TOLERANCE = 1e-6;

    @Option(
            names = "--codebooks",
            paramLabel = "N",
            description = "How many of the model's codebooks to use, instead of --kbps.")
    private Integer codebooks;

    @Option(
            names = "--kbps",
            paramLabel = "K",
            description = "Bitrate of the tokens in kbit/s; with the model that ships 0.5 to 4 in steps of 0.5."
                    + " Default: 3.")
    private Double kbps;

    /** The number of codebooks that was asked for; by default 6, or as many as there are. */
    public int codebooks(CodecConfig config) {
        if (codebooks != null && kbps != null) {
            throw new BadInputException("--codebooks and --kbps say the same thing twice: give one of them");
        }
        if (codebooks != null) {
            return requireOffered(codebooks, config);
        }
        if (kbps != null) {
            return requireOffered(kbps, config);
        }
        return Math.min(DEFAULT_CODEBOOKS, config.numCodebooks());
    }

    private static int requireOffered(int count, CodecConfig config) {
        if (count < 1 || count > config.numCodebooks()) {
            throw new BadInputException(
                    "--codebooks must be 1 to " + config.numCodebooks() + " with this model, is " + count);
        }
        return count;
    }

    private static int requireOffered(double kbps, CodecConfig config) {
        return IntStream.rangeClosed(1, config.numCodebooks())
                .filter(n -> Math.abs(config.bitrate(n) / 1000 - kbps) < TOLERANCE)
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "--kbps must be one of " + offered(config) + " with this model, is " + number(kbps)));
    }

    private static String offered(CodecConfig config) {
        return IntStream.rangeClosed(1, config.numCodebooks())
                .mapToObj(n -> number(config.bitrate(n) / 1000))
                .collect(Collectors.joining(", "));
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
