package dev.sotto.packet;

import dev.sotto.token.TokenSequence;

/**
 * A packet whose header was read and checked. The tokens of version 1 are there; those of version 2 are a code that
 * only {@link StreamPacketReader} can read, in the order of the stream.
 */
public final class CodedPacket {

    private final PacketHeader header;
    private final TokenSequence tokens;
    private final byte[] bytes;
    private final int codeOffset;
    private final int end;

    private CodedPacket(PacketHeader header, TokenSequence tokens, byte[] bytes, int codeOffset, int end) {
        this.header = header;
        this.tokens = tokens;
        this.bytes = bytes;
        this.codeOffset = codeOffset;
        this.end = end;
    }

    static CodedPacket plain(PacketHeader header, TokenSequence tokens) {
        return new CodedPacket(header, tokens, new byte[0], 0, 0);
    }

    /** The code is the bytes from {@code codeOffset} up to and without {@code end}. */
    static CodedPacket coded(PacketHeader header, byte[] bytes, int codeOffset, int end) {
        return new CodedPacket(header, null, bytes, codeOffset, end);
    }

    public PacketHeader header() {
        return header;
    }

    /** Of version 1. */
    Packet plain() {
        return packet(tokens);
    }

    Packet packet(TokenSequence read) {
        return new Packet(header.fingerprint(), header.firstFrame(), header.bitsPerToken(), read, header.padding());
    }

    byte[] bytes() {
        return bytes;
    }

    int codeOffset() {
        return codeOffset;
    }

    int end() {
        return end;
    }
}
