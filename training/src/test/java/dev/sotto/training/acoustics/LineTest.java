package dev.sotto.training.acoustics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.TestAudio;
import org.junit.jupiter.api.Test;

class LineTest {

    /** The logarithm of what a tone is left with. */
    private static double nepers(Line line, double hertz) {
        return Math.log(rms(line.heard(TestAudio.sine(hertz, 0.5).samples()))
                / rms(TestAudio.sine(hertz, 0.5).samples()));
    }

    private static double rms(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += sample * sample / samples.length;
        }
        return Math.sqrt(sum);
    }

    @Test
    void shouldCarryItsBandAndNothingElse() {
        Line telephone = Line.of(300, 3400);
        for (double hertz = 600; hertz < 3100; hertz += 170) {
            assertEquals(0, nepers(telephone, hertz), 0.02, hertz + " Hz");
        }
        assertTrue(nepers(telephone, 30) < -4);
        for (double hertz = 3800; hertz < 7950; hertz += 170) {
            assertTrue(nepers(telephone, hertz) < -6.5, hertz + " Hz");
        }
    }

    @Test
    void shouldSayWhatAToneIsLeftWith() {
        Line line = Line.of(200, 5000);
        for (double hertz = 150; hertz < 5100; hertz += 210) {
            assertEquals(nepers(line, hertz), line.nepers(hertz), 0.03, hertz + " Hz");
        }
    }
}
