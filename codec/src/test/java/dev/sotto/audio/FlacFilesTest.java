package dev.sotto.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FLAC with headers that are wrong, doubled, missing, and with damage, made of the clip that ships. */
class FlacFilesTest {

    private static final int INFO = 8;
    private static final int SAMPLES_OFFSET = INFO + 14;
    private static final int MD5_OFFSET = INFO + 18;

    private static byte[] clip;
    private static Waveform whole;

    @BeforeAll
    static void readClip() throws IOException {
        try (InputStream in = AudioFiles.class.getResourceAsStream("default.flac")) {
            clip = in.readAllBytes();
        }
        whole = AudioFiles.defaultClip();
    }

    private static Reading read(byte[]... parts) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            file.writeBytes(part);
        }
        return AudioFiles.readWhatIsThere(new ByteArrayInputStream(file.toByteArray()), "a test's file");
    }

    private static int frames() {
        int at = 4;
        for (boolean last = false; !last; ) {
            last = clip[at] < 0;
            at += 4 + ((clip[at + 1] & 0xff) << 16 | (clip[at + 2] & 0xff) << 8 | clip[at + 3] & 0xff);
        }
        return at;
    }

    @Test
    void shouldReadTwoFilesJoined() {
        Reading twice = read(clip, clip);

        assertTrue(twice.isWhole(), twice.shortfall());
        assertEquals(2 * whole.length(), twice.sound().length());
        assertArrayEquals(
                whole.samples(),
                twice.sound().slice(whole.length(), whole.length()).samples());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 100_000})
    void shouldBelieveTheFramesMoreThanAHeaderThatPromisesLess(int samples) {
        byte[] file = clip.clone();
        for (int i = 0; i < 4; i++) {
            file[SAMPLES_OFFSET + i] = (byte) (samples >> 24 - 8 * i);
        }

        assertEquals(new Reading(whole, null), read(file));
    }

    @Test
    void shouldMissWhatAHeaderPromises() {
        byte[] file = clip.clone();
        file[SAMPLES_OFFSET + 1]++;

        Reading reading = read(file);
        assertTrue(
                reading.shortfall().contains("promises 13.941 s of sound, and 9.845 s are there"), reading.shortfall());
        assertEquals(whole, reading.sound());
    }

    @Test
    void shouldReadFramesWithoutAHeader() {
        byte[] frames = Arrays.copyOfRange(clip, frames(), clip.length);

        assertEquals(new Reading(whole, null), read(frames));
        assertEquals(new Reading(whole, null), read(new byte[] {1, 2, -1, -8, 5}, frames));
        assertEquals(new Reading(whole, null), read(Arrays.copyOf(clip, 4), frames));
    }

    @Test
    void shouldLeaveOutTags() {
        byte[] before = new byte[10 + 300];
        System.arraycopy(new byte[] {'I', 'D', '3', 3, 0, 0, 0, 0, 2, 44}, 0, before, 0, 10);
        byte[] behind = Arrays.copyOf(new byte[] {'T', 'A', 'G'}, 128);

        assertEquals(new Reading(whole, null), read(before, clip, behind));
    }

    /** Padding, application, seek points, comment, cue sheet, picture, and what nobody knows yet. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 126})
    void shouldLeaveOutOtherBlocksHoweverLarge(int type) {
        byte[] start = Arrays.copyOf(clip, INFO + 34);
        start[4] &= 0x7f;
        int length = (1 << 24) - 1;
        byte[] block = new byte[4 + length];
        Arrays.fill(block, (byte) 0xff);
        block[0] = (byte) type;
        if (clip[4] < 0) {
            block[0] |= (byte) 0x80;
        }

        assertEquals(new Reading(whole, null), read(start, block, Arrays.copyOfRange(clip, INFO + 34, clip.length)));
    }

    @Test
    void shouldNoticeEveryDamagedBitOfAFrame() {
        for (int at = frames() + 5_000; at < clip.length; at += 7_919) {
            byte[] file = clip.clone();
            file[at] ^= (byte) (1 << at % 8);

            Reading reading = read(file);

            assertFalse(reading.isWhole(), "byte " + at);
            int length = reading.sound().length();
            assertArrayEquals(whole.slice(0, length).samples(), reading.sound().samples(), "byte " + at);
        }
    }

    @Test
    void shouldNoticeOtherSamplesThanWereEncoded() {
        byte[] file = clip.clone();
        file[MD5_OFFSET]++;

        assertTrue(read(file).shortfall().contains("MD5"), read(file).shortfall());
    }
}
