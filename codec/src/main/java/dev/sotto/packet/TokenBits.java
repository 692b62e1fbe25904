package dev.sotto.packet;

/** Tokens as bits without gaps, the most significant bit first. */
final class TokenBits {

    private TokenBits() {}

    /** Bytes that so many tokens take, the filler of the last byte included. */
    static int length(long numTokens, int bitsPerToken) {
        return Math.toIntExact((numTokens * bitsPerToken + 7) / 8);
    }

    static void pack(int[] tokens, int bitsPerToken, byte[] bytes, int offset) {
        int at = offset;
        int pending = 0;
        int bits = 0;
        for (int token : tokens) {
            pending = pending << bitsPerToken | token;
            bits += bitsPerToken;
            while (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (pending >>> bits);
            }
        }
        if (bits > 0) {
            bytes[at] = (byte) (pending << (8 - bits));
        }
    }

    /** @return the bits of the last byte that belong to no token; zero in a well-formed packet */
    static int unpack(byte[] bytes, int offset, int bitsPerToken, int[] tokens) {
        int at = offset;
        int pending = 0;
        int bits = 0;
        for (int i = 0; i < tokens.length; i++) {
            while (bits < bitsPerToken) {
                pending = pending << 8 | bytes[at++] & 0xff;
                bits += 8;
            }
            bits -= bitsPerToken;
            tokens[i] = pending >>> bits & (1 << bitsPerToken) - 1;
        }
        return pending & (1 << bits) - 1;
    }
}
