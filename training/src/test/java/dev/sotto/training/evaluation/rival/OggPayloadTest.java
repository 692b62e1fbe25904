package dev.sotto.training.evaluation.rival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sotto.training.evaluation.program.ProgramFailedException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OggPayloadTest {

    @Test
    void shouldCountThePacketsAfterTheTwoHeaders() {
        byte[] file = join(page(19), page(60), page(30, 20, 10), page(7));

        assertEquals(67, OggPayload.bytes(file));
    }

    @Test
    void shouldFollowHeadersOverSegmentsAndPages() {
        // The comments take 255 + 255 + 40 bytes, over two pages.
        byte[] file = join(page(19), page(255, 255), page(40, 11), page(255, 0, 5));

        assertEquals(11 + 255 + 5, OggPayload.bytes(file));
    }

    @Test
    void shouldRefuseWhatIsNoOggOrCutShort() {
        byte[] file = join(page(19), page(60), page(30));

        assertThrows(ProgramFailedException.class, () -> OggPayload.bytes(new byte[100]));
        for (int length = 1; length < file.length; length++) {
            if (length != 27 + 1 + 19 && length != 2 * 28 + 19 + 60) {
                byte[] cut = Arrays.copyOf(file, length);
                assertThrows(ProgramFailedException.class, () -> OggPayload.bytes(cut), cut.length + " bytes");
            }
        }
    }

    /** RFC 3533: capture pattern, 22 bytes that do not matter here, the number of segments, their lengths, they. */
    private static byte[] page(int... segments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'O', 'g', 'g', 'S'});
        out.writeBytes(new byte[22]);
        out.write(segments.length);
        Arrays.stream(segments).forEach(out::write);
        out.writeBytes(new byte[Arrays.stream(segments).sum()]);
        return out.toByteArray();
    }

    private static byte[] join(byte[]... pages) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(pages).forEach(out::writeBytes);
        return out.toByteArray();
    }
}
