package dev.sotto.command;

import dev.sotto.BadInputException;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.neural.MatrixKernel;
import dev.sotto.packet.MalformedPacketException;
import dev.sotto.packet.TokenFile;
import dev.sotto.prior.Prior;
import java.io.IOException;
import java.io.InputStream;

/** {@code .sotto} files with the checks that need a model, and with the file's name in every message. */
final class TokenFiles {

    /** About: at 1.5 kbps, entropy-coded. */
    private static final int BYTES_OF_A_FRAME = 4;

    private TokenFiles() {}

    /** All bytes of a file; of one that is none of ours not more than it takes to see that. */
    static byte[] readBytes(InputFile file) throws IOException {
        try (InputStream in = file.open()) {
            return TokenFile.readBytes(in);
        } catch (MalformedPacketException e) {
            throw unusable(file.description(), e);
        }
    }

    /**
     * A file of any version.
     *
     * @param name what messages call the file
     */
    static TokenFile read(byte[] bytes, String name, PriorOption prior) {
        MatrixKernel kernel = MatrixKernel.forFile(bytes.length / BYTES_OF_A_FRAME);
        try {
            return TokenFile.read(
                    bytes,
                    fingerprint -> Prior.of(prior.priorOf(fingerprint, name).file(), kernel));
        } catch (MalformedPacketException e) {
            throw unusable(name, e);
        }
    }

    private static BadInputException unusable(String name, MalformedPacketException e) {
        return new BadInputException(name + " cannot be used: " + e.getMessage(), e);
    }

    /** @throws BadInputException for tokens that mean something else, or nothing, to this model */
    static void requireMadeBy(ModelFile model, String modelName, TokenFile file, String name) {
        if (!file.fingerprint().equals(model.fingerprint())) {
            throw new BadInputException(name + " was made with another model (" + file.fingerprint() + ") than "
                    + modelName + " (" + model.fingerprint() + "): name the right one with --model");
        }
        CodecConfig config = model.config();
        if (file.sampleRate() != config.sampleRate()
                || file.hopLength() != config.hopLength()
                || file.delay() != config.delay()
                || file.bitsPerToken() != config.bitsPerToken()
                || file.tokens().numCodebooks() > config.numCodebooks()) {
            throw new BadInputException(name + " names " + modelName
                    + " as its model, but its rate, frames or codebooks are not those of that model: it is damaged");
        }
    }

    /** How many samples to decode. */
    static int length(TokenFile file, String name) {
        if (file.numSamples() > Integer.MAX_VALUE - Short.MAX_VALUE) {
            throw new BadInputException(name + " is too long to decode at once: " + file.numSamples() + " samples");
        }
        return (int) file.numSamples();
    }
}
