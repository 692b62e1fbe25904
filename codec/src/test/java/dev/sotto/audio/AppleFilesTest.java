package dev.sotto.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AIFF, CAF and AU, byte by byte. */
class AppleFilesTest {

    private static final short[] SAMPLES = {0, 16_384, -16_384, 8_192, -32_768, 4_096};

    private static float[] expected() {
        float[] expected = new float[SAMPLES.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = SAMPLES[i] / 32768f;
        }
        return expected;
    }

    private static float[] read(byte[] file) {
        return AudioFiles.read(new ByteArrayInputStream(file), "a test's file").samples();
    }

    private static byte[] pcm(boolean big) {
        byte[] pcm = new byte[2 * SAMPLES.length];
        for (int i = 0; i < SAMPLES.length; i++) {
            pcm[2 * i + (big ? 0 : 1)] = (byte) (SAMPLES[i] >> 8);
            pcm[2 * i + (big ? 1 : 0)] = (byte) SAMPLES[i];
        }
        return pcm;
    }

    static byte[] common(String encoding, int samples) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("COMM");
        out.writeInt(encoding == null ? 18 : 24);
        out.writeShort(1);
        out.writeInt(samples);
        out.writeShort(16);
        // 16,000 as a float of 80 bits: 2 to the power of 13, times 1.953125.
        out.writeShort(16_383 + 13);
        out.writeLong(0xfa00L << 48);
        if (encoding != null) {
            out.writeBytes(encoding);
            out.writeShort(0);
        }
        return bytes.toByteArray();
    }

    static byte[] sound(byte[] pcm, int offset) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("SSND");
        out.writeInt(8 + offset + pcm.length);
        out.writeInt(offset);
        out.writeInt(0);
        for (int i = 0; i < offset; i++) {
            out.write(0x55);
        }
        out.write(pcm);
        return bytes.toByteArray();
    }

    static byte[] aiff(String form, byte[]... chunks) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("FORM");
        out.writeInt(4 + Arrays.stream(chunks).mapToInt(chunk -> chunk.length).sum());
        out.writeBytes(form);
        for (byte[] chunk : chunks) {
            out.write(chunk);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 14, 4096})
    void shouldBeginWhereAiffSaysThatItsSamplesBegin(int offset) throws IOException {
        assertArrayEquals(expected(), read(aiff("AIFF", common(null, SAMPLES.length), sound(pcm(true), offset))));
    }

    @Test
    void shouldReadSamplesThatComeBeforeTheirFormat() throws IOException {
        assertArrayEquals(expected(), read(aiff("AIFF", sound(pcm(true), 4), common(null, SAMPLES.length))));
    }

    @ParameterizedTest
    @CsvSource({"NONE, true", "twos, true", "sowt, false"})
    void shouldReadAiffC(String encoding, boolean big) throws IOException {
        assertArrayEquals(expected(), read(aiff("AIFC", common(encoding, SAMPLES.length), sound(pcm(big), 0))));
    }

    @Test
    void shouldMissSamplesThatAiffPromised() throws IOException {
        byte[] file = aiff("AIFF", common(null, 2 * SAMPLES.length), sound(pcm(true), 0));
        String message =
                assertThrows(UnreadableAudioException.class, () -> read(file)).getMessage();
        assertTrue(message.contains("cut short"), message);
    }

    static byte[] caf(String encoding, int flags, long length, byte[] pcm) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("caff");
        out.writeInt(1 << 16);
        out.writeBytes("desc");
        out.writeLong(32);
        out.writeDouble(16_000);
        out.writeBytes(encoding);
        for (int field : new int[] {flags, 2, 1, 1, 16}) {
            out.writeInt(field);
        }
        out.writeBytes("free");
        out.writeLong(5);
        out.write(new byte[5]);
        out.writeBytes("data");
        out.writeLong(length);
        out.writeInt(0);
        out.write(pcm);
        return bytes.toByteArray();
    }

    @Test
    void shouldReadCaf() throws IOException {
        assertArrayEquals(expected(), read(caf("lpcm", 2, 4 + 2 * SAMPLES.length, pcm(false))));
        assertArrayEquals(expected(), read(caf("lpcm", 0, -1, pcm(true))));
    }

    static byte[] au(boolean big, int length, byte[] pcm) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes(big ? ".snd" : "dns.");
        for (int field : new int[] {28, length, 3, 16_000, 1, 0}) {
            out.writeInt(big ? field : Integer.reverseBytes(field));
        }
        out.write(pcm);
        return bytes.toByteArray();
    }

    @Test
    void shouldReadAu() throws IOException {
        assertArrayEquals(expected(), read(au(true, 2 * SAMPLES.length, pcm(true))));
        assertArrayEquals(expected(), read(au(false, -1, pcm(false))));
    }
}
