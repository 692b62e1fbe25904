package dev.sotto.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.chaos.Aftermath.AfterKill;
import dev.sotto.chaos.CallCheck.Silence;
import dev.sotto.chaos.KillPlan.Kind;
import dev.sotto.chaos.Killing.Kill;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AftermathTest {

    private static final Kill ENCODER = new Kill(Kind.ENCODER, "encoder-1", Set.of(0), ms(10_000), ms(13_000));
    private static final Kill LEADER = new Kill(Kind.LEADER, "broker-2", Set.of(0, 1), ms(30_000), ms(33_000));

    private static long ms(long millis) {
        return millis * 1_000_000;
    }

    private static Silence silence(long from, long to) {
        return new Silence(ms(from), ms(to));
    }

    @Test
    void shouldGiveEachSilenceToTheKillBeforeItsEnd() {
        Aftermath aftermath = Aftermath.of(
                List.of(ENCODER, LEADER),
                List.of(
                        List.of(silence(1_000, 1_300), silence(9_950, 12_000), silence(15_000, 15_400)),
                        List.of(silence(10_100, 10_300), silence(16_000, 16_200), silence(29_900, 33_100))));

        assertEquals(300, aftermath.before());
        assertEquals(
                new AfterKill(ENCODER, 2_050, 200, 400, 200), aftermath.kills().get(0));
        assertEquals(new AfterKill(LEADER, 3_200, 0, 0, 0), aftermath.kills().get(1));
    }

    @Test
    void shouldCountOthersAtKillsOfApplicationsOnly() {
        Aftermath aftermath = Aftermath.of(
                List.of(ENCODER, LEADER),
                List.of(
                        List.of(silence(9_950, 12_000)),
                        List.of(),
                        List.of(silence(10_100, 10_400), silence(30_100, 34_000))));
        ChaosReport report = ChaosReport.of(5, 7, List.of(), aftermath, 0, 0);

        assertEquals(2, report.kills());
        assertEquals(2_050, report.longestSilenceMs());
        assertEquals(300, report.longestSilenceOthersMs());
        assertEquals(3_900, report.silenceMs().get("partition leader").others());
        assertTrue(report.isWhole());
        assertFalse(ChaosReport.of(5, 7, List.of(), aftermath, 0, 1).isWhole(), "a dead letter");
    }
}
