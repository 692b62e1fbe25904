package dev.sotto.corpus.row;

import dev.sotto.BadInputException;
import dev.sotto.Fingerprint;
import dev.sotto.packet.MalformedPacketException;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.TokenFile;
import dev.sotto.prior.Prior;
import dev.sotto.token.TokenSequence;
import java.util.function.Function;

/** A row's tokens as a {@code .sotto} file, which {@code sotto decode} takes, too. */
final class SottoFile {

    private static final int FRAMES_PER_PACKET = 50;

    private SottoFile() {}

    static byte[] write(TokenRow row, Vocabulary vocabulary, PacketCoding coding) {
        TokenFile file = new TokenFile(
                Fingerprint.parse(row.model()),
                row.sampleRate(),
                vocabulary.hopLength(),
                vocabulary.delay(),
                Integer.SIZE - Integer.numberOfLeadingZeros(vocabulary.codebookSize() - 1),
                row.samples(),
                row.tokens());
        return file.toBytes(FRAMES_PER_PACKET, coding);
    }

    /**
     * The tokens alone: of a file with pauses it is not kept where they are.
     *
     * @throws BadInputException for bytes that are no such file
     */
    static TokenSequence read(byte[] bytes, Function<Fingerprint, Prior> priors) {
        try {
            return TokenFile.read(bytes, priors).tokens();
        } catch (MalformedPacketException e) {
            throw new BadInputException("its file cannot be used: " + e.getMessage(), e);
        }
    }
}
