package dev.sotto.training.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

    @Test
    void shouldAverageOverEachStretch() {
        History history = new History(List.of());
        history.add(new TrainingStep.Report(1, 2, 3, 4, 5, 6));
        history.add(new TrainingStep.Report(3, 4, 7, 8, 9, 10));
        History.Point first = history.close(2, 0.5, 10, new double[] {5});
        history.add(new TrainingStep.Report(10, 20, 30, 40, 50, 60));
        history.close(3, 0.75, 15, new double[] {6});

        assertEquals(2, first.step());
        assertEquals(0.5, first.seconds());
        assertEquals(10, first.audioSeconds());
        assertEquals(2, first.loss());
        assertEquals(3, first.reconstruction());
        assertEquals(5, first.commitment());
        assertEquals(6, first.latentDeviation());
        assertEquals(7, first.adversary());
        assertEquals(8, first.discriminator());
        assertEquals(10, history.points().get(1).loss(), "nothing of the stretch before");
    }

    @Test
    void shouldGoOnAfterPointsOfBefore() {
        History before = new History(List.of());
        before.add(new TrainingStep.Report(1, 1, 1, 1, 0, 0));
        before.close(50, 1, 1, new double[0]);
        History history = new History(before.points());
        history.add(new TrainingStep.Report(2, 2, 2, 2, 0, 0));
        history.close(100, 2, 2, new double[0]);

        assertEquals(
                List.of(50L, 100L),
                history.points().stream().map(History.Point::step).toList());
    }
}
