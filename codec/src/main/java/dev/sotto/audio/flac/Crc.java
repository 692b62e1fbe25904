package dev.sotto.audio.flac;

/** The sums of RFC 9639, sections 9.1.8 and 9.3: of a frame's head, and of the whole frame. */
final class Crc {

    private static final int[] TABLE_8 = new int[256];
    /** Row k: what a byte does to the sum when k bytes follow it. */
    private static final int[][] TABLES_16 = new int[4][256];

    static {
        for (int i = 0; i < 256; i++) {
            int sum8 = i;
            int sum16 = i << 8;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                sum8 = (sum8 << 1 ^ ((sum8 & 0x80) != 0 ? 0x07 : 0)) & 0xff;
                sum16 = (sum16 << 1 ^ ((sum16 & 0x8000) != 0 ? 0x8005 : 0)) & 0xffff;
            }
            TABLE_8[i] = sum8;
            TABLES_16[0][i] = sum16;
        }
        for (int k = 1; k < TABLES_16.length; k++) {
            for (int i = 0; i < 256; i++) {
                int sum = TABLES_16[k - 1][i];
                TABLES_16[k][i] = (sum << 8 & 0xffff) ^ TABLES_16[0][sum >> 8];
            }
        }
    }

    private Crc() {}

    static int of8(byte[] bytes, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum = TABLE_8[sum ^ bytes[i] & 0xff];
        }
        return sum;
    }

    /** Four bytes at a time, as each waits for the sum before. */
    static int of16(byte[] bytes, int from, int to) {
        int sum = 0;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            sum = TABLES_16[3][bytes[i] & 0xff ^ sum >> 8]
                    ^ TABLES_16[2][bytes[i + 1] & 0xff ^ sum & 0xff]
                    ^ TABLES_16[1][bytes[i + 2] & 0xff]
                    ^ TABLES_16[0][bytes[i + 3] & 0xff];
        }
        for (; i < to; i++) {
            sum = (sum << 8 & 0xffff) ^ TABLES_16[0][sum >> 8 ^ bytes[i] & 0xff];
        }
        return sum;
    }
}
