package dev.sotto.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WAV as recorders and editors write it, byte by byte. */
class WavVariantsTest {

    private static final double[] SAMPLES = {0.5, -0.5, 0.25, -1, 0.75, 0.125, -0.25, 0.0078125};

    private static void shouldRead(WavBuilder file) {
        float[] expected = new float[SAMPLES.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (float) SAMPLES[i];
        }
        assertArrayEquals(expected, read(file.build()).samples());
    }

    private static Waveform read(byte[] file) {
        return AudioFiles.read(new ByteArrayInputStream(file), "a test's file");
    }

    @Test
    void shouldLeaveOutWhatOtherProgramsNote() {
        shouldRead(new WavBuilder()
                .chunkBefore("JUNK", new byte[28])
                .chunkBefore("bext", new byte[603])
                .integers(16, SAMPLES)
                .trailer("LIST\4\0\0\0INFO".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 24, 32, 40, 48, 56, 64})
    void shouldReadEveryWidthInEitherOrder(int bits) {
        shouldRead(new WavBuilder().integers(bits, SAMPLES));
        shouldRead(new WavBuilder().magic("RIFX").integers(bits, SAMPLES));
        shouldRead(new WavBuilder().integers(bits, SAMPLES).extensible());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RF64", "BW64"})
    void shouldReadWhatMayBeLargerThan4GiB(String magic) {
        shouldRead(new WavBuilder().magic(magic).integers(24, SAMPLES).trailer(new byte[9]));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0xffff_ffffL, 0xffff_fff0L, 0x7fff_ffffL, 0x7fff_f000L, 0x8000_0000L})
    void shouldReadToTheEndWhereTheLengthWasNeverWritten(long length) {
        shouldRead(new WavBuilder().integers(16, SAMPLES).claimedLength(length));
    }

    @Test
    void shouldFindNoSoundBehindAnEmptyChunkOfData() {
        byte[] list = "LIST\4\0\0\0INFO".getBytes(StandardCharsets.ISO_8859_1);
        byte[] file = new WavBuilder().trailer(list).build();
        String message =
                assertThrows(UnreadableAudioException.class, () -> read(file)).getMessage();
        assertTrue(message.contains("holds no sound"), message);
    }

    /** 12 bits in 2 bytes, 20 in 3: in the upper ones. */
    @Test
    void shouldReadFewerBitsThanFillTheirBytes() {
        shouldRead(new WavBuilder().integers(16, SAMPLES).bits(12).width(2));
        shouldRead(new WavBuilder().integers(24, SAMPLES).bits(20).width(3));
        shouldRead(new WavBuilder().integers(32, SAMPLES).bits(24).width(4));
    }

    /** As arecord -f S24_LE writes them. */
    @Test
    void shouldRead24BitsInTheLowerPartOf4Bytes() {
        byte[] data = new byte[4 * SAMPLES.length];
        ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        for (double sample : SAMPLES) {
            bytes.putInt((int) (sample * (1 << 23)));
        }
        shouldRead(new WavBuilder().data(data).bits(24).width(4));
    }

    /** Samples below -48 dB could lie in the upper bytes as well as in the lower, until a louder one comes. */
    @Test
    void shouldLookAheadForWhichBytesAQuietBeginningFills() {
        double[] samples = new double[40_000];
        Arrays.fill(samples, 100, 30_000, Math.scalb(3.0, -10));
        Arrays.fill(samples, 30_000, samples.length, 0.5);
        float[] expected = new float[samples.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (float) samples[i];
        }

        byte[] upper = new WavBuilder().integers(32, samples).bits(24).width(4).build();
        double[] divided = Arrays.stream(samples).map(sample -> sample / 256).toArray();
        byte[] lower = new WavBuilder().integers(32, divided).bits(24).width(4).build();

        assertArrayEquals(expected, read(upper).samples());
        assertArrayEquals(expected, read(lower).samples());
    }

    @Test
    void shouldNotTakeSamplesForMp3() {
        byte[] data = new byte[2 * SAMPLES.length];
        Arrays.fill(data, (byte) 0xff);
        data[1] = (byte) 0xfb;
        data[2] = (byte) 0x90;
        assertArrayEquals(
                Pcm16.toFloats(data), read(new WavBuilder().data(data).build()).samples());
        String message =
                assertThrows(UnreadableAudioException.class, () -> read(data)).getMessage();
        assertTrue(message.contains("is no audio file"), message);
    }

    @Test
    void shouldReadFramesThatAreShortAtTheEnd() {
        byte[] data = Arrays.copyOf(Pcm16.toBytes(new float[] {0.5f, 0.25f, 0.125f, 0.5f}), 7);
        assertEquals(1, read(new WavBuilder().channels(2).data(data).build()).length());
    }
}
