package dev.sotto.service.playout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrival times in, waiting and left-out samples out. */
class PlayoutDelayTest {

    private static final int MS = 16;

    private final PlayoutDelay delay = new PlayoutDelay(16_000);

    /** What is played: everything that came, as if by a line that never stops. */
    private static final class Line {

        private final List<Object[]> calls = new ArrayList<>();
        private final PlayoutDelay delay;
        private double playedUntil;
        private double last;
        private int dry;
        private long skipped;

        Line(PlayoutDelay delay) {
            this.delay = delay;
        }

        /** Not before the record before it. */
        PlayoutDelay.Play take(long position, int length, boolean quiet, double arrival) {
            double now = Math.max(last, arrival);
            last = now;
            int waiting = (int) Math.round(Math.max(0, playedUntil - now) * MS);
            calls.add(new Object[] {position, length, quiet, now, waiting});
            PlayoutDelay.Play play = delay.arrived(position, length, quiet, now, waiting);
            dry += waiting == 0 ? 1 : 0;
            skipped += play.skip();
            playedUntil = Math.max(playedUntil, now) + (play.silence() + length - play.skip()) / (double) MS;
            return play;
        }
    }

    private final Line line = new Line(delay);

    /** Records of 20 ms, each late by what {@code jitter} says. */
    private void speak(int from, int to, boolean quiet, IntToDoubleFunction jitter) {
        for (int i = from; i < to; i++) {
            line.take(320L * i, 320, quiet, 1000 + 20 * i + jitter.applyAsDouble(i));
        }
    }

    @Test
    void shouldWaitForTheLeastWhereNothingIsLate() {
        assertEquals(new PlayoutDelay.Play(40 * MS, 0), line.take(0, 320, false, 1000));
        speak(1, 500, false, i -> 0);

        assertEquals(40, delay.target());
        assertEquals(0, delay.jitter());
        assertEquals(1, line.dry);
    }

    @Test
    void shouldGrowAtOnceAndNotRunDryAgain() {
        Random random = new Random(1);
        speak(0, 100, false, i -> i == 50 ? 120 : random.nextInt(10));
        assertEquals(120, delay.target(), 10);
        int dry = line.dry;
        speak(100, 400, false, i -> i % 40 == 0 ? 110 : random.nextInt(10));

        assertEquals(dry, line.dry);
        assertEquals(120, delay.target(), 10, "it does not shrink while somebody speaks");
    }

    @Test
    void shouldShrinkSlowlyAndOnlyInPauses() {
        speak(0, 60, false, i -> i == 50 ? 200 : 0);
        assertEquals(200, delay.target());
        speak(60, 400, false, i -> 0);
        assertEquals(200, delay.target());
        assertEquals(0, line.skipped);
        speak(400, 410, true, i -> 0);
        assertEquals(150, delay.target());
        speak(410, 440, true, i -> 0);
        assertEquals(40, delay.target());
        assertEquals(160 * MS, line.skipped, 20 * MS);
    }

    @Test
    void shouldFollowAJitterThatStays() {
        Random random = new Random(2);
        speak(0, 1000, false, i -> 80 * random.nextDouble());
        double jitter = delay.jitter();
        assertTrue(jitter > 70 && jitter < 80, "jitter " + jitter);
        int dry = line.dry;
        for (int i = 1000; i < 5000; i += 100) {
            speak(i, i + 50, false, t -> 80 * random.nextDouble());
            speak(i + 50, i + 100, true, t -> 80 * random.nextDouble());
        }

        assertTrue(delay.target() < 85, "target " + delay.target());
        assertTrue(line.dry - dry < 0.02 * 4000, line.dry - dry + " times dry");
    }

    @Test
    void shouldPlayTheEndOfAPauseThatCameWhenItWasOver() {
        speak(0, 100, false, i -> 0);
        // Two seconds of a pause come when the next word begins.
        PlayoutDelay.Play play = line.take(320L * 100, 320 * 100, true, 1000 + 20 * 200);

        assertEquals(new PlayoutDelay.Play(0, 320 * 100 - 40 * MS), play);
        assertEquals(40, delay.target(), "it is no jitter");
        PlayoutDelay.Play word = line.take(320L * 200, 320, false, 1000 + 20 * 200);
        assertEquals(new PlayoutDelay.Play(0, 0), word);
    }

    @Test
    void shouldBeginAnewWithAStreamThatDoesOrGoesOnAfterAMinute() {
        speak(0, 60, false, i -> 0);
        line.take(0, 320, false, 9000);
        assertEquals(40, delay.target());
        line.take(320, 320, false, 69_020);
        assertEquals(40, delay.target());
        assertEquals(0, delay.jitter());
    }

    @Test
    void shouldNeverWaitForMoreThanHalfASecond() {
        speak(0, 60, false, i -> i % 2 == 0 ? 0 : 1500);
        assertEquals(500, delay.target());
    }

    @Test
    void shouldTellQuietFromLoud() {
        Loudness loudness = new Loudness();
        float[] loud = new float[320];
        Arrays.fill(loud, 0.1f);
        float[] room = new float[320];
        Arrays.fill(room, 0.001f);

        assertTrue(loudness.isQuiet(new float[320]));
        assertFalse(loudness.isQuiet(room), "nothing louder is known");
        assertFalse(loudness.isQuiet(loud));
        assertTrue(loudness.isQuiet(room));
        assertFalse(loudness.isQuiet(loud));
    }

    @Test
    void shouldBeTheSameInThePage(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/node")), "there is no /usr/bin/node to run the page's code with");
        Random random = new Random(3);
        List<double[]> expected = new ArrayList<>();
        double now = 1000;
        long position = 0;
        for (int i = 0; i < 1500; i++) {
            int length = i % 37 == 0 ? 320 * 30 : 320;
            boolean quiet = i % 37 == 0 || i % 100 > 60;
            now += length / (double) MS;
            PlayoutDelay.Play play = line.take(position, length, quiet, now + (int) (60 * random.nextDouble()));
            expected.add(new double[] {play.silence(), play.skip(), delay.target(), delay.jitter()});
            position = i % 400 == 399 ? 0 : position + length;
        }
        Files.write(
                folder.resolve("playout.mjs"),
                PlayoutDelayTest.class
                        .getResourceAsStream("/dev/sotto/service/gateway/page/playout.js")
                        .readAllBytes());
        Files.writeString(
                folder.resolve("run.mjs"),
                "import { PlayoutDelay } from './playout.mjs'; const d = new PlayoutDelay(16000);"
                        + "console.log(JSON.stringify(" + new Gson().toJson(line.calls)
                        + ".map((c) => { const p = d.arrived(...c);"
                        + " return [p.silence, p.skip, d.target, d.jitter]; })));");
        Process node = new ProcessBuilder(
                        "/usr/bin/node", folder.resolve("run.mjs").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String heard = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, node.waitFor());
        double[][] page = new Gson().fromJson(heard, double[][].class);
        for (int i = 0; i < page.length; i++) {
            assertEquals(Arrays.toString(expected.get(i)), Arrays.toString(page[i]), "record " + i);
        }
        assertEquals(expected.size(), page.length);
    }
}
