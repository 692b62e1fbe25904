package dev.sotto.training.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DrawsTest {

    @Test
    void shouldShareNothingAmongNeighbouringSeedsAndSteps() {
        Set<Long> drawn = new HashSet<>();
        for (long seed = -10; seed < 10; seed++) {
            for (long step = -1; step < 49; step++) {
                SplittableRandom random = Draws.of(seed, step);
                for (int i = 0; i < 20; i++) {
                    drawn.add(random.nextLong());
                }
            }
        }
        assertEquals(20 * 50 * 20, drawn.size());
    }

    @Test
    void shouldDrawTheSameAgain() {
        assertEquals(Draws.of(3, 1000).nextLong(), Draws.of(3, 1000).nextLong());
    }
}
