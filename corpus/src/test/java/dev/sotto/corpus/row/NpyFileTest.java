package dev.sotto.corpus.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sotto.BadInputException;
import dev.sotto.token.TokenSequence;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NpyFileTest {

    private static final TokenSequence TOKENS = new TokenSequence(2, new int[] {1, 900, 2, 800, 3, 700});

    private static byte[] file(String header, int... bytes) {
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        byte[] file = new byte[10 + text.length + bytes.length];
        byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0};
        System.arraycopy(start, 0, file, 0, start.length);
        System.arraycopy(text, 0, file, start.length, text.length);
        for (int i = 0; i < bytes.length; i++) {
            file[start.length + text.length + i] = (byte) bytes[i];
        }
        return file;
    }

    @Test
    void shouldReadWhatItWrites() {
        assertEquals(TOKENS, NpyFile.read(NpyFile.write(TOKENS, 1024)));
        assertEquals(TOKENS, NpyFile.read(NpyFile.write(TOKENS, 65536)));
    }

    @Test
    void shouldAlignTheNumbersAsNumpyDoes() {
        byte[] bytes = NpyFile.write(TOKENS, 1024);
        assertEquals(128 + 6 * 2, bytes.length);
        assertEquals('\n', bytes[127]);
    }

    @Test
    void shouldReadOtherTypesAndOrders() {
        TokenSequence expected = new TokenSequence(2, new int[] {1, 3, 2, 4});
        assertEquals(
                expected,
                NpyFile.read(file("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2), }", 1, 2, 3, 4)));
        assertEquals(
                expected, NpyFile.read(file("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 2), }", 1, 3, 2, 4)));
    }

    @Test
    void shouldRefuseWhatIsNoArrayOfTokens() {
        for (String header : new String[] {
            "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), }",
            "{'descr': '>i4', 'fortran_order': False, 'shape': (1, 1), }",
            "{'descr': '<i4', 'fortran_order': False, 'shape': (1,), }",
            "{'descr': '<i4', 'fortran_order': False, 'shape': (1, 2), }",
            "{'descr': '<i4', 'fortran_order': False, 'shape': (0, 2), }",
            "{'descr': '<i4', 'fortran_order': False, 'shape': (99999, 999999999), }",
            ""
        }) {
            assertThrows(BadInputException.class, () -> NpyFile.read(file(header, 1, 0, 0, 0)), header);
        }
    }

    @Test
    void shouldTakeNoHarmFromDamage() {
        byte[] bytes = NpyFile.write(TOKENS, 1024);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length + 8));
            if (damaged.length > 0) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                NpyFile.read(damaged);
            } catch (BadInputException e) {
                assertEquals("it is ", e.getMessage().substring(0, 6));
            }
        }
    }
}
