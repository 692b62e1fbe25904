package dev.sotto.packet;

import dev.sotto.entropy.RangeReader;
import dev.sotto.entropy.RangeWriter;
import dev.sotto.prior.Prior;
import dev.sotto.prior.TokenPredictor;
import dev.sotto.token.TokenSequence;

/**
 * Tokens as a range code whose frequencies are the prior's, frame by frame, in a frame codebook by codebook. What it
 * knows of the stream goes from packet to packet, until it {@linkplain #begin begins} anew; a packet's check byte tells
 * whether both ends know the same. Not thread-safe.
 */
final class TokenRangeCoder {

    private final Prior prior;
    private final int size;
    private final int[] cumulative;
    private final RangeWriter writer = new RangeWriter();
    private TokenPredictor predictor;
    private int numCodebooks;
    /** The CRC-8 of all tokens since it began. */
    private int known;

    TokenRangeCoder(Prior prior) {
        this.prior = prior;
        this.size = prior.config().codebookSize();
        this.cumulative = new int[size + 1];
    }

    /** Of the prior, as a key packet carries it. */
    int mark() {
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
        known = Crc8.START;
    }

    /** Frames whose code somebody else has written or read. */
    void follow(TokenSequence frames) {
        for (int t = 0; t < frames.numFrames(); t++) {
            predictor.accept(frames.tokens(), t * numCodebooks, numCodebooks);
        }
        known = Crc8.add(known, frames.tokens());
    }

    /** The whole packet. */
    byte[] write(PacketHeader header, TokenSequence frames) {
        byte[] packet = PacketWriter.write(header, code(frames));
        int at = PacketWriter.length(header);
        packet[at] = (byte) check(packet, 0, at, packet.length);
        known = Crc8.add(known, frames.tokens());
        return packet;
    }

    /** The check byte of a packet, which stands at {@code at}: of what is known, and of all its other bytes. */
    private int check(byte[] bytes, int from, int at, int end) {
        return Crc8.add(Crc8.add(known, bytes, from, at), bytes, at + 1, end);
    }

    private byte[] code(TokenSequence frames) {
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

    /**
     * The tokens of a packet.
     *
     * @throws MalformedPacketException for one that was altered, or does not go on with what is known here
     */
    TokenSequence read(CodedPacket packet) {
        int at = packet.checkOffset();
        if ((packet.bytes()[at] & 0xff) != check(packet.bytes(), packet.from(), at, packet.end())) {
            throw new MalformedPacketException(
                    at, "its check byte does not match: it was altered, or is not the one after the packets before it");
        }
        TokenSequence frames = decoded(packet);
        known = Crc8.add(known, frames.tokens());
        return frames;
    }

    private TokenSequence decoded(CodedPacket packet) {
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
