package dev.sotto.packet;

import dev.sotto.entropy.RangeReader;
import dev.sotto.entropy.RangeWriter;
import dev.sotto.prior.Prior;
import dev.sotto.prior.TokenPredictor;
import dev.sotto.token.TokenSequence;

/**
 * Tokens as a range code whose frequencies are the prior's, frame by frame, in a frame codebook by codebook. What it
 * knows of the stream goes from packet to packet, until it {@linkplain #begin begins} anew. Not thread-safe.
 */
final class TokenCode {

    private final Prior prior;
    private final int size;
    private final int[] cumulative;
    private final RangeWriter writer = new RangeWriter();
    private TokenPredictor predictor;
    private int numCodebooks;

    TokenCode(Prior prior) {
        this.prior = prior;
        this.size = prior.config().codebookSize();
        this.cumulative = new int[size + 1];
    }

    /** The 16 bits of the prior's fingerprint that a key packet carries. */
    int fingerprint() {
        return prior.packetFingerprint();
    }

    boolean fits(int codebooks, int bitsPerToken) {
        return codebooks <= prior.config().numCodebooks() && size == 1 << bitsPerToken;
    }

    /** Forgets what came before. */
    void begin(int codebooks) {
        if (predictor == null || codebooks != numCodebooks) {
            predictor = prior.predictor(codebooks);
            numCodebooks = codebooks;
        }
        predictor.reset();
    }

    /** Frames whose code somebody else has written or read. */
    void follow(TokenSequence frames) {
        for (int t = 0; t < frames.numFrames(); t++) {
            predictor.accept(frames.tokens(), t * numCodebooks, numCodebooks);
        }
    }

    byte[] write(TokenSequence frames) {
        int[] tokens = frames.tokens();
        for (int at = 0; at < tokens.length; at += numCodebooks) {
            for (int q = 0; q < numCodebooks; q++) {
                predictor.predict(q, tokens, at, cumulative);
                writer.write(tokens[at + q], cumulative, size);
            }
            predictor.accept(tokens, at, numCodebooks);
        }
        return writer.end();
    }

    /** @throws MalformedPacketException for a code that is not what its tokens would have been written as */
    TokenSequence read(CodedPacket packet) {
        RangeReader reader = new RangeReader(packet.bytes(), packet.codeOffset(), packet.end());
        int[] tokens = new int[packet.header().numFrames() * numCodebooks];
        for (int at = 0; at < tokens.length; at += numCodebooks) {
            for (int q = 0; q < numCodebooks; q++) {
                predictor.predict(q, tokens, at, cumulative);
                tokens[at + q] = reader.read(cumulative, size);
            }
            predictor.accept(tokens, at, numCodebooks);
        }
        if (!reader.endsAsWritten()) {
            throw new MalformedPacketException(
                    reader.position(), "its code does not end as that of its tokens does: it is damaged");
        }
        return new TokenSequence(numCodebooks, tokens);
    }
}
