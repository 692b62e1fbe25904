package dev.sotto.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the bytes: sound or a sentence, in bounded time and memory. */
class AudioFuzzTest {

    /** For each kind of file a tenth of the damaged records that all fuzz tests make. */
    private static final int COUNT = Integer.getInteger("sotto.fuzz", 100_000) / 10;

    private static final int MEMORY = 64 << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A small file of each kind. */
    private enum Kind {
        WAV,
        RIFX,
        RF64,
        EXTENSIBLE,
        IMA_ADPCM,
        MS_ADPCM,
        AIFF,
        AIFF_C,
        AU,
        CAF,
        FLAC,
        MP3,
        OPUS;

        byte[] file() throws Exception {
            double[] samples = new SplittableRandom(1).doubles(300, -1, 1).toArray();
            byte[] noise = new byte[1024];
            new SplittableRandom(2).nextBytes(noise);
            return switch (this) {
                case WAV -> new WavBuilder().integers(16, samples).build();
                case RIFX ->
                    new WavBuilder().magic("RIFX").integers(24, samples).build();
                case RF64 ->
                    new WavBuilder()
                            .magic("RF64")
                            .chunkBefore("bext", new byte[99])
                            .integers(16, samples)
                            .build();
                case EXTENSIBLE ->
                    new WavBuilder()
                            .channels(2)
                            .sampleRate(48_000)
                            .integers(24, samples)
                            .extensible()
                            .build();
                case IMA_ADPCM ->
                    new WavBuilder()
                            .format(17)
                            .bits(4)
                            .width(256)
                            .data(new byte[1024])
                            .build();
                case MS_ADPCM ->
                    new WavBuilder()
                            .format(2)
                            .bits(4)
                            .width(256)
                            .data(new byte[1024])
                            .build();
                case AIFF ->
                    AppleFilesTest.aiff("AIFF", AppleFilesTest.common(null, 512), AppleFilesTest.sound(noise, 4));
                case AIFF_C ->
                    AppleFilesTest.aiff(
                            "AIFC", AppleFilesTest.common("ima4", 30), AppleFilesTest.sound(new byte[1020], 0));
                case AU -> AppleFilesTest.au(true, 1024, noise);
                case CAF -> AppleFilesTest.caf("lpcm", 2, 1028, noise);
                case FLAC -> head("tone8.flac", 4_000);
                case MP3 -> head("tone.mp3", 1_300);
                case OPUS -> new OggOpusBuilder(TestAudio.speech(1, 0.1)).build();
            };
        }

        private static byte[] head(String name, int length) throws IOException {
            try (InputStream in = AudioFuzzTest.class.getResourceAsStream(name)) {
                return in.readNBytes(length);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSurviveEveryDamage(Kind kind) throws Exception {
        byte[] good = kind.file();
        assertTrue(AudioFiles.readWhatIsThere(new ByteArrayInputStream(good), "a test's file")
                        .sound()
                        .length()
                > 0);
        SplittableRandom random = new SplittableRandom(kind.ordinal());
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(5), () -> {
            for (int i = 0; i < COUNT; i++) {
                shouldGiveSoundOrASentence(damaged(good, random), kind + " " + i);
            }
        });
    }

    /** Most damage strikes the header; some files are cut, some have a part twice. */
    private static byte[] damaged(byte[] good, SplittableRandom random) {
        byte[] bad = good.clone();
        int where = random.nextInt(4) == 0 ? bad.length : Math.min(80, bad.length);
        for (int flips = random.nextInt(4); flips >= 0; flips--) {
            int at = random.nextInt(where);
            bad[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (bad[at] ^ 1 << random.nextInt(8));
        }
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(bad, random.nextInt(bad.length));
        }
        if (random.nextInt(8) == 0) {
            int from = random.nextInt(bad.length);
            byte[] longer = Arrays.copyOf(bad, bad.length + from);
            System.arraycopy(bad, 0, longer, bad.length, from);
            return longer;
        }
        return bad;
    }

    private static void shouldGiveSoundOrASentence(byte[] file, String name) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            Reading reading = AudioFiles.readWhatIsThere(new ByteArrayInputStream(file), name, OtherPrograms.NONE);
            assertTrue(reading.sound().length() > 0);
        } catch (UnreadableAudioException e) {
            assertTrue(e.getMessage().contains(name), e.getMessage());
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        }
        long used = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(used < MEMORY, name + " took " + used + " bytes");
    }

    /** Damage that its pages' sums do not show. */
    @Test
    void shouldSurvivePacketsOfOpusThatAreNone() throws Exception {
        OggOpusBuilder good = new OggOpusBuilder(TestAudio.speech(1, 0.1));
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < COUNT / 10; i++) {
            OggOpusBuilder bad = new OggOpusBuilder(TestAudio.silence(0));
            bad.packets().clear();
            good.packets().forEach(packet -> bad.packets().add(packet.clone()));
            for (int flips = random.nextInt(5); flips >= 0; flips--) {
                byte[] packet = bad.packets().get(random.nextInt(bad.packets().size()));
                packet[random.nextInt(packet.length)] = (byte) random.nextInt();
            }
            shouldGiveSoundOrASentence(bad.build(), "Opus " + i);
        }
    }
}
