package dev.sotto.entropy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RangeCodeTest {

    private static final int TOTAL = 1 << RangeWriter.TOTAL_BITS;

    /** Made from the words of PACKETS.md by a few lines of Python with whole numbers of any size. */
    private static final String GOLDEN = "9c413f1fb515eb";

    /** A text over one alphabet. */
    private record Text(int[] symbols, int[] cumulative) {

        int size() {
            return cumulative.length - 1;
        }

        byte[] written() {
            return write(symbols, cumulative);
        }

        double bits() {
            double bits = 0;
            for (int symbol : symbols) {
                bits += RangeWriter.TOTAL_BITS - Math.log(cumulative[symbol + 1] - cumulative[symbol]) / Math.log(2);
            }
            return bits;
        }
    }

    private static byte[] write(int[] symbols, int[] cumulative) {
        RangeWriter writer = new RangeWriter();
        for (int symbol : symbols) {
            writer.write(symbol, cumulative, cumulative.length - 1);
        }
        return writer.end();
    }

    /** Reads as many symbols as there is room for. */
    private static boolean readsAsWritten(byte[] code, int[] cumulative, int[] symbols) {
        RangeReader reader = new RangeReader(code, 0, code.length);
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = reader.read(cumulative, cumulative.length - 1);
        }
        return reader.endsAsWritten();
    }

    /** Alphabets of all sizes, even and steep; symbols by chance, by their frequencies, or all the first or last. */
    private static Text text(Random random) {
        int size = 1 + random.nextInt(random.nextBoolean() ? 4 : 1025);
        int[] cumulative = cumulative(random, size);
        int kind = random.nextInt(4);
        int[] symbols = random.ints(random.nextInt(100), 0, TOTAL)
                .map(r -> switch (kind) {
                    case 0 -> r % size;
                    case 1 -> 0;
                    case 2 -> size - 1;
                    default -> symbolAt(r, cumulative);
                })
                .toArray();
        return new Text(symbols, cumulative);
    }

    private static int[] cumulative(Random random, int size) {
        int[] frequencies = new int[size];
        Arrays.fill(frequencies, 1);
        int left = TOTAL - size;
        for (int s = 0; s < size; s++) {
            int more = random.nextInt(left / (random.nextInt(size) + 1) + 1);
            frequencies[s] += more;
            left -= more;
        }
        frequencies[random.nextInt(size)] += left;
        int[] cumulative = new int[size + 1];
        for (int s = 0; s < size; s++) {
            cumulative[s + 1] = cumulative[s] + frequencies[s];
        }
        return cumulative;
    }

    private static int symbolAt(int target, int[] cumulative) {
        int symbol = 0;
        while (cumulative[symbol + 1] <= target) {
            symbol++;
        }
        return symbol;
    }

    @Test
    void shouldReadWhatWasWrittenInAsFewBytesAsTheFrequenciesAllow() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            Text text = text(random);
            byte[] code = text.written();
            int[] read = new int[text.symbols.length];

            assertTrue(readsAsWritten(code, text.cumulative, read));
            assertArrayEquals(text.symbols, read);
            // Division loses less than 1/256 of the interval a symbol, on average far less; the end, one byte.
            double most = text.bits() + text.symbols.length / 170.0 + 8;
            assertTrue(code.length * 8 < most + 8, code.length + " bytes for " + text.bits() + " bits");
        }
    }

    @Test
    void shouldCarryThroughAnyNumberOfBytes() {
        Random random = new Random(3);
        // The last symbol's codes begin with bytes of 255; what follows may end above them all.
        int[] cumulative = {0, 1, TOTAL - 1, TOTAL};
        for (int length = 1; length < 400; length++) {
            int[] symbols = new int[length];
            Arrays.fill(symbols, 2);
            symbols[0] = random.nextInt(3);
            symbols[length - 1] = random.nextInt(3);
            int[] read = new int[length];

            assertTrue(readsAsWritten(write(symbols, cumulative), cumulative, read));
            assertArrayEquals(symbols, read);
        }
    }

    /**
     * All strings of up to two bytes: each is the code of its symbols, or is said not to be; no two are of the same.
     */
    @Test
    void shouldKnowTheOneCodeOfItsSymbols() {
        int[] cumulative = {0, 20_000, 20_001, 50_000, TOTAL};
        for (int count = 0; count <= 6; count++) {
            Set<String> seen = new HashSet<>();
            for (int value = -257; value < 65_536; value++) {
                byte[] code = bytes(value);
                int[] symbols = new int[count];
                boolean asWritten = readsAsWritten(code, cumulative, symbols);

                assertEquals(
                        Arrays.equals(code, write(symbols, cumulative)),
                        asWritten,
                        HexFormat.of().formatHex(code));
                assertTrue(!asWritten || seen.add(Arrays.toString(symbols)));
            }
            // The rarest text of two symbols wants more than two bytes.
            assertTrue(count > 1 || seen.size() == Math.pow(4, count), count + ": " + seen.size());
        }
    }

    /** -257: no byte; -256 to -1: one; from 0 on: two. */
    private static byte[] bytes(int value) {
        if (value == -257) {
            return new byte[0];
        }
        return value < 0 ? new byte[] {(byte) value} : new byte[] {(byte) (value >> 8), (byte) value};
    }

    @Test
    void shouldTellAnyOtherBytesFromACode() {
        Random random = new Random(2);
        int asWritten = 0;
        for (int i = 0; i < 20_000; i++) {
            Text text = text(random);
            byte[] code = text.written();
            byte[] other = Arrays.copyOf(code, code.length + random.nextInt(3));
            for (int change = random.nextInt(2); change >= 0 && other.length > 0; change--) {
                other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
            }
            int[] symbols = new int[text.symbols.length];
            boolean ends = readsAsWritten(other, text.cumulative, symbols);

            assertEquals(Arrays.equals(other, write(symbols, text.cumulative)), ends);
            asWritten += ends ? 1 : 0;
        }
        assertTrue(asWritten > 100 && asWritten < 19_900, "the changes try both ways: " + asWritten);
    }

    @Test
    void shouldWriteBytesThatAreTheSameForEver() {
        int[] cumulative = {0, 1, 300, 40_000, TOTAL};
        assertArrayEquals(new byte[0], write(new int[] {}, cumulative));
        assertArrayEquals(new byte[0], write(new int[] {0, 0, 0}, cumulative));
        assertEquals(
                GOLDEN, HexFormat.of().formatHex(write(new int[] {3, 1, 2, 2, 0, 3, 3, 1, 2, 3, 0, 2}, cumulative)));
        assertFalse(new RangeReader(new byte[] {0}, 0, 1).endsAsWritten());
    }
}
