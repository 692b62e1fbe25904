package dev.sotto.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.analysis.LogSpectra;
import dev.sotto.analysis.SpectralKernel;
import dev.sotto.audio.TestAudio;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VoiceActivityTest {

    private static final int HOP = 320;
    private static final int FRAMES = 500;

    /** Frames in which there is speech. */
    private static boolean speaks(int frame) {
        return frame >= 150 && frame < 200 || frame >= 330 && frame < 350 || frame >= 480;
    }

    /** A room, 60 dB below full scale, and now and then somebody in it. */
    private static float[] features() {
        float[] samples = new float[FRAMES * HOP];
        float[] speech = TestAudio.speech(3, FRAMES * HOP / 16_000.0).samples();
        Random random = new Random(4);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (1e-3 * random.nextGaussian()) + (speaks(i / HOP) ? speech[i] : 0);
        }
        float[] features = new float[FRAMES * 4 * LogSpectra.FEATURES];
        new LogSpectra(SpectralKernel.preferred()).analyse(samples, 0, FRAMES * 4, features, 0);
        return features;
    }

    private static boolean[] decisions(float[] features, int from) {
        VoiceActivity activity = new VoiceActivity(4);
        boolean[] speech = new boolean[FRAMES];
        for (int frame = from; frame < FRAMES; frame++) {
            speech[frame] = activity.next(features, frame * 4 * LogSpectra.FEATURES);
        }
        return speech;
    }

    @Test
    void shouldTellSpeechFromTheRoom() {
        boolean[] speech = decisions(features(), 0);
        int falseAlarms = 0;
        for (int frame = 25; frame < FRAMES; frame++) {
            boolean after = speaks(frame);
            for (int back = 1; back <= 10; back++) {
                after |= speaks(frame - back);
            }
            falseAlarms += speech[frame] && !after ? 1 : 0;
            assertTrue(speech[frame] || !speaks(frame), "frame " + frame);
        }
        assertTrue(falseAlarms < 0.05 * FRAMES, falseAlarms + " frames");
        assertTrue(speech[205], "speech goes on a little after its end");
        assertFalse(speech[225]);
    }

    /** A hiss over a dull room: loud in an eighth of the spectrum, and as soft as the room in all others. */
    @Test
    void shouldHearWhatIsLoudInAPartOfTheSpectrumOnly() {
        float[] samples = new float[250 * HOP];
        Random random = new Random(5);
        double dull = 0;
        for (int i = 0; i < samples.length; i++) {
            double white = random.nextGaussian();
            dull = 0.97 * dull + white;
            samples[i] = (float) (1e-4 * white + 1e-3 * dull);
            for (int hertz = 6800; i >= 200 * HOP && i < 210 * HOP && hertz < 8000; hertz += 40) {
                samples[i] += (float) (1e-3 * Math.sin(2 * Math.PI * hertz * i / 16_000 + hertz * hertz));
            }
        }
        float[] features = new float[250 * 4 * LogSpectra.FEATURES];
        new LogSpectra(SpectralKernel.preferred()).analyse(samples, 0, 1000, features, 0);
        VoiceActivity activity = new VoiceActivity(4);
        int heard = 0;
        for (int frame = 0; frame < 210; frame++) {
            boolean speech = activity.next(features, frame * 4 * LogSpectra.FEATURES);
            if (frame >= 200) {
                heard += speech ? 1 : 0;
            } else if (frame >= 190) {
                assertFalse(speech, "frame " + frame);
            }
        }
        assertEquals(10, heard);
    }

    @Test
    void shouldDecideTheSameWhoeverBeginsLater() {
        float[] features = features();
        boolean[] whole = decisions(features, 0);
        for (int from : new int[] {1, 77, 203, 300}) {
            boolean[] late = decisions(features, from);
            for (int frame = from + VoiceActivity.memoryFrames(); frame < FRAMES; frame++) {
                assertEquals(whole[frame], late[frame], "from " + from + ", frame " + frame);
            }
        }
    }

    @Test
    void shouldForgetAllAtAReset() {
        float[] features = features();
        VoiceActivity activity = new VoiceActivity(4);
        for (int frame = 0; frame < 300; frame++) {
            activity.next(features, frame * 4 * LogSpectra.FEATURES);
        }
        activity.reset();
        boolean[] fresh = decisions(features, 0);
        for (int frame = 0; frame < 300; frame++) {
            assertEquals(fresh[frame], activity.next(features, frame * 4 * LogSpectra.FEATURES));
        }
    }
}
