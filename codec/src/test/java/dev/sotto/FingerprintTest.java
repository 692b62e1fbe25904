package dev.sotto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    /** The SHA-256 of "abc" is an example of FIPS 180-2. */
    @Test
    void shouldBeTheBeginningOfTheSha256() {
        Fingerprint fingerprint = Fingerprint.of("abc".getBytes(StandardCharsets.US_ASCII));

        assertEquals("ba7816bf8f01cfea", fingerprint.toString());
        assertEquals(0xba78, fingerprint.mark());
        assertEquals("ba78", Fingerprint.text(fingerprint.mark()));
    }

    @Test
    void shouldKeepItsZeros() {
        Fingerprint small = new Fingerprint(0x00ab_0000_0000_0001L);

        assertEquals("00ab000000000001", small.toString());
        assertEquals("00ab", Fingerprint.text(small.mark()));
        assertEquals(small, Fingerprint.parse(small.toString()));
        assertThrows(IllegalArgumentException.class, () -> Fingerprint.parse("model"));
    }
}
