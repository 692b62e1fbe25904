package dev.sotto.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.chaos.Aftermath.After;
import dev.sotto.chaos.CallCheck.Silence;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AftermathTest {

    private static final Incident ENCODER =
            new Incident(FaultKind.KILL, Role.ENCODER, "encoder-1", Set.of(0), ms(10_000), ms(13_000));
    private static final Incident LEADER =
            new Incident(FaultKind.KILL, Role.LEADER, "broker-2", Set.of(0, 1), ms(30_000), ms(33_000));

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
        assertEquals(new After(ENCODER, 2_050, 200, 400, 200), aftermath.all().get(0));
        assertEquals(new After(LEADER, 3_200, 0, 0, 0), aftermath.all().get(1));
    }

    @Test
    void shouldCountOthersAtKillsOfApplicationsOnly() {
        Aftermath aftermath = Aftermath.of(
                List.of(ENCODER, LEADER),
                List.of(
                        List.of(silence(9_950, 12_000)),
                        List.of(),
                        List.of(silence(10_100, 10_400), silence(30_100, 34_000))));
        SetAside aside = new SetAside();
        ChaosReport report = ChaosReport.of(5, 3, 7, List.of(), aftermath, 0, aside, List.of());

        assertEquals(2, report.kills());
        assertEquals(2_050, report.longestSilenceMs());
        assertEquals(300, report.longestSilenceOthersMs());
        assertEquals(3_900, report.silenceMs().get("partition leader").others());
        assertTrue(report.isWhole());
    }
}
