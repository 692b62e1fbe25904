package dev.sotto.packet;

/**
 * CRC-8 with the polynomial of SAE J1850, x^8 + x^4 + x^3 + x^2 + 1, the most significant bit first, not inverted at
 * the end. It notices any change of one bit or of bits within eight, and of two bits less than 255 apart, in the order
 * in which it was given them; of all else 255 in 256.
 */
final class Crc8 {

    /** The remainder of nothing. */
    static final int START = 0xff;

    private static final int POLYNOMIAL = 0x1d;
    private static final int[] TABLE = new int[256];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            int remainder = i;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                remainder = remainder << 1 ^ (remainder >>> 7) * (0x100 | POLYNOMIAL);
            }
            TABLE[i] = remainder;
        }
    }

    private Crc8() {}

    /** The remainder once {@code next}, of which the lowest 8 bits count, has followed what left {@code remainder}. */
    static int add(int remainder, int next) {
        return TABLE[remainder ^ next & 0xff];
    }

    static int add(int remainder, byte[] bytes, int from, int end) {
        int sum = remainder;
        for (int i = from; i < end; i++) {
            sum = add(sum, bytes[i]);
        }
        return sum;
    }

    /** Each number as two bytes, big-endian. */
    static int add(int remainder, int[] numbers) {
        int sum = remainder;
        for (int number : numbers) {
            sum = add(add(sum, number >>> Byte.SIZE), number);
        }
        return sum;
    }
}
