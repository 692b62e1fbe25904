package dev.sotto.packet;

import dev.sotto.token.TokenSequence;

/**
 * A packet whose header was read and checked. The tokens of versions 1 and 3 are there; those of version 2 are a code
 * that only {@link StreamPacketReader} can read, in the order of the stream.
 */
public final class CodedPacket {

    private final PacketHeader header;
    private final TokenSequence tokens;
    private final byte[] bytes;
    private final int from;
    private final int checkOffset;
    private final int end;

    private CodedPacket(PacketHeader header, TokenSequence tokens, byte[] bytes, int from, int checkOffset, int end) {
        this.header = header;
        this.tokens = tokens;
        this.bytes = bytes;
        this.from = from;
        this.checkOffset = checkOffset;
        this.end = end;
    }

    static CodedPacket plain(PacketHeader header, TokenSequence tokens) {
        return new CodedPacket(header, tokens, new byte[0], 0, 0, 0);
    }

    /** The packet is the bytes from {@code from} up to and without {@code end}. */
    static CodedPacket coded(PacketHeader header, byte[] bytes, int from, int checkOffset, int end) {
        return new CodedPacket(header, null, bytes, from, checkOffset, end);
    }

    public PacketHeader header() {
        return header;
    }

    /** Of version 1 or 3. */
    Packet plain() {
        return packet(tokens);
    }

    Packet packet(TokenSequence read) {
        return new Packet(header.fingerprint(), header.firstFrame(), header.bitsPerToken(), read, header.padding());
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int checkOffset() {
        return checkOffset;
    }

    int codeOffset() {
        return checkOffset + PacketFormat.CHECK_LENGTH;
    }

    int end() {
        return end;
    }
}
