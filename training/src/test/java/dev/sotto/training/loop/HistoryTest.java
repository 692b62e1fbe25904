package dev.sotto.training.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static float[] values(float first) {
        float[] values = new float[StepReport.SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = first + i;
        }
        return values;
    }

    @Test
    void shouldAverageOverEachStretch() {
        History history = new History(List.of());
        history.add(values(1));
        history.add(values(3));
        History.Point first = history.close(2, 0.5, 10, Float.NaN, new double[] {5});
        history.add(values(10));
        history.close(3, 0.75, 15, 4.5f, new double[] {6});

        assertEquals(2, first.step());
        assertEquals(0.5, first.seconds());
        assertEquals(10, first.audioSeconds());
        assertTrue(Float.isNaN(first.devEnvelope()));
        StepReport mean = first.training();
        assertEquals(2, mean.loss());
        assertEquals(3 * 8.685889f, mean.envelope(), 1e-5f, "dB");
        assertEquals(4 * 600, mean.pitch(), "cents");
        assertEquals(500, mean.voicing(), "%");
        assertEquals(60, mean.aperiodicity(), "dB");
        assertEquals(7, mean.commitment());
        assertEquals(12, mean.latentDeviation());
        assertEquals(10, history.points().get(1).training().loss(), "nothing of the stretch before");
        assertEquals(4.5f, history.points().get(1).devEnvelope());
    }

    @Test
    void shouldGoOnAfterPointsOfBefore() {
        History before = new History(List.of());
        before.add(values(1));
        before.close(50, 1, 1, Float.NaN, new double[0]);
        History history = new History(before.points());
        history.add(values(2));
        history.close(100, 2, 2, Float.NaN, new double[0]);

        assertEquals(
                List.of(50L, 100L),
                history.points().stream().map(History.Point::step).toList());
    }
}
