package dev.sotto.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What sox, flac and ffmpeg write, and whether it is read as they read it. */
class OtherToolsTest {

    @TempDir
    private Path folder;

    private Waveform sound;

    @BeforeEach
    void writeSound() throws Exception {
        Waveform speech = TestAudio.speech(3, 0.4);
        sound = new Waveform(Pcm16.toFloats(Pcm16.toBytes(speech.samples())), 16_000);
        AudioFiles.writeWav(sound, folder.resolve("in.wav"));
    }

    private Waveform read(String name) {
        return AudioFiles.read(folder.resolve(name));
    }

    /** Without loss: the same samples, whatever they were wrapped in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sox in.wav -b 24 out.wav",
                "sox in.wav -b 32 out.wav",
                "sox in.wav -e floating-point -b 32 out.wav",
                "sox in.wav -e floating-point -b 64 out.wav",
                "sox -B in.wav -B out.wav",
                "sox in.wav -b 24 out.aiff",
                "sox in.wav -b 32 out.aif",
                "sox in.wav out.aifc",
                "sox in.wav out.au",
                "sox in.wav -b 24 out.au",
                "sox in.wav out.caf",
                "sox in.wav -e floating-point -b 32 out.caf",
                "sox in.wav -c 6 out.wav",
                "sox in.wav -c 2 -b 24 out.flac",
                "flac --totally-silent --best in.wav -o out.flac",
                "flac --totally-silent -0 in.wav -o out.flac",
                "ffmpeg -v error -i in.wav -rf64 always out.wav",
                "ffmpeg -v error -i in.wav -write_bext 1 -metadata description=x out.wav",
                "ffmpeg -v error -i in.wav -c:a pcm_s24le -ac 1 out.wav",
                "ffmpeg -v error -i in.wav -c:a pcm_s16le out.aifc",
                "ffmpeg -v error -i in.wav -c:a pcm_s24le out.caf",
                "ffmpeg -v error -i in.wav -c:a flac -sample_fmt s32 out.flac"
            })
    void shouldReadTheSameSamples(String command) throws Exception {
        Tool.run(folder, command);

        assertEquals(sound, read(command.substring(command.lastIndexOf("out."))));
    }

    private static float[] pcm(byte[] bytes) {
        return Pcm16.toFloats(bytes);
    }

    /** With loss, but told exactly what: the same samples as the tool makes of its file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sox in.wav -e a-law out.wav",
                "sox in.wav -e mu-law out.wav",
                "sox in.wav -e mu-law out.au",
                "sox in.wav -e a-law out.aifc",
                "sox in.wav -e ima-adpcm out.wav",
                "sox in.wav -e ms-adpcm out.wav",
                "ffmpeg -v error -i in.wav -c:a adpcm_ima_wav out.wav",
                "ffmpeg -v error -i in.wav -c:a adpcm_ms out.wav",
                "ffmpeg -v error -i in.wav -c:a pcm_alaw out.wav"
            })
    void shouldReadTheSamplesThatSoxReads(String command) throws Exception {
        Tool.run(folder, command);
        String name = command.substring(command.lastIndexOf("out."));

        byte[] expected = Tool.run(folder, "sox " + name + " -t raw -e signed-integer -b 16 -");

        // Sox takes all of the last block, and does not ask how much of it is meant; ffmpeg does not say.
        float[] ours = read(name).samples();
        assertTrue(ours.length == sound.length() || ours.length == expected.length / 2, ours.length + " samples");
        assertArrayEquals(Arrays.copyOf(pcm(expected), ours.length), ours);
    }

    /** Where decoders may differ a little: as ffmpeg reads it, but for a thousandth of the power. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ffmpeg -v error -i in.wav -c:a adpcm_ima_qt out.aifc",
                "ffmpeg -v error -i in.wav -ac 2 -c:a adpcm_ms out.wav",
                "sox in.wav -c 2 -e ima-adpcm out.wav",
                "ffmpeg -v error -i in.wav -c:a libmp3lame -b:a 64k out.mp3",
                "ffmpeg -v error -i in.wav -ar 44100 -ac 2 -c:a libmp3lame -b:a 192k out.mp3",
                "ffmpeg -v error -i in.wav -c:a mp2 -b:a 64k out.mp2",
                "ffmpeg -v error -i in.wav -c:a libopus -b:a 32k out.opus",
                "ffmpeg -v error -i in.wav -ac 2 -c:a libopus -b:a 96k out.opus",
                "sox in.wav -r 8000 -e gsm-full-rate out.wav",
                "ffmpeg -v error -i in.wav -c:a libvorbis out.ogg",
                "ffmpeg -v error -i in.wav -c:a aac out.m4a",
                "ffmpeg -v error -i in.wav -c:a libopus out.webm",
                "ffmpeg -v error -i in.wav -c:a flac out.oga"
            })
    void shouldReadWhatFfmpegReads(String command) throws Exception {
        Tool.run(folder, command);
        String name = command.substring(command.lastIndexOf("out."));

        float[] theirs = pcm(Tool.run(folder, "ffmpeg -v error -i " + name + " -ac 1 -ar 16000 -f s16le -"));
        float[] ours = read(name).samples();

        assertEquals(theirs.length, ours.length, 200);
        double error = 0;
        double power = 0;
        for (int i = 0; i < Math.min(theirs.length, ours.length); i++) {
            error += Math.pow(theirs[i] - ours[i], 2);
            power += Math.pow(theirs[i], 2);
        }
        assertTrue(error < 1e-3 * power, command + ": " + error / power + " of the power is wrong");
    }

    /** Every width and number of channels that FLAC has and its own program writes. */
    @ParameterizedTest
    @CsvSource({"8, 1", "16, 3", "24, 6", "24, 8", "32, 1", "32, 2"})
    void shouldReadFlacOfEveryShape(int bits, int channels) throws Exception {
        SplittableRandom random = new SplittableRandom(bits);
        byte[] raw = new byte[5_000 * channels * ((bits + 7) / 8)];
        random.nextBytes(raw);
        Files.write(folder.resolve("in.raw"), raw);
        Tool.run(
                folder,
                "flac --totally-silent --lax --force-raw-format --endian=little --sign=signed"
                        + " --sample-rate=16000 --bps=" + bits + " --channels=" + channels + " in.raw -o out.flac");

        float[] ours = read("out.flac").samples();

        // The sums in the file say that all bits are right; here, what becomes of them.
        assertEquals(5_000, ours.length);
        float[] expected = new float[ours.length];
        int width = (bits + 7) / 8;
        for (int t = 0; t < expected.length; t++) {
            double sum = 0;
            for (int c = 0; c < channels; c++) {
                int at = (t * channels + c) * width;
                long value = raw[at + width - 1];
                for (int b = width - 2; b >= 0; b--) {
                    value = value << 8 | raw[at + b] & 0xff;
                }
                sum += value / (double) (1L << bits - 1);
            }
            expected[t] = (float) (sum / channels);
        }
        assertArrayEquals(Pcm16.toFloats(Pcm16.toBytes(expected)), ours);
    }

    /** Rates and channels of studios, predicted from as far back as FLAC allows; the MD5 in the file is of all bits. */
    @ParameterizedTest
    @CsvSource({"134560, 2, 12", "192000, 2, 32", "192000, 8, 32", "384000, 1, 32", "768000, 2, 32"})
    void shouldReadFlacOfEveryRate(int rate, int channels, int order) throws Exception {
        Tool.run(folder, "sox -R -n -r " + rate + " -c " + channels + " -b 24 in.wav synth 0.1 pinknoise vol 0.5");
        Tool.run(folder, "flac --totally-silent --lax -l " + order + " -m -r 8 in.wav -o out.flac");

        assertEquals(1600, read("out.flac").length(), 1);
    }

    /** A comb of tones below the limit, and others that have to go. */
    @ParameterizedTest
    @ValueSource(ints = {8_000, 22_050, 24_000, 44_100, 48_000, 96_000})
    void shouldConvertRatesAsSoxDoes(int rate) throws Exception {
        double limit = 0.9 * Math.min(rate, 16_000) / 2;
        float[] samples = new float[rate];
        for (int i = 0; i < samples.length; i++) {
            for (double hertz = 130; hertz < 0.49 * rate; hertz += 370) {
                boolean heard = hertz < limit || hertz > 8_000;
                samples[i] += heard ? (float) (0.01 * Math.sin(2 * Math.PI * hertz * i / rate + hertz)) : 0;
            }
        }
        AudioFiles.writeWav(new Waveform(samples, rate), folder.resolve("comb.wav"));
        byte[] sox = Tool.run(folder, "sox -V1 comb.wav -t f32 -b 32 -e floating-point - rate -v 16000");

        FloatBuffer theirs = ByteBuffer.wrap(sox).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        Waveform exact = new Waveform(Pcm16.toFloats(Pcm16.toBytes(samples)), rate);
        float[] ours = RateConverter.convert(exact, 16_000).samples();

        assertEquals(theirs.remaining(), ours.length, 1);
        for (int i = 400; i < 15_600; i++) {
            assertEquals(theirs.get(i), ours[i], 5e-4, "sample " + i);
        }
    }
}
