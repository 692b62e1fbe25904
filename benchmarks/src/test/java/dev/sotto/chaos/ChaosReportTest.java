package dev.sotto.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import dev.sotto.call.Call;
import dev.sotto.chaos.Ordeal.Ended;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Whom what is put down to, and the shape of the JSON. */
class ChaosReportTest {

    private static final long SECOND = 1_000_000_000;
    private static final Incident CLOCK =
            new Incident(FaultKind.CLOCK, null, "call-0000 by -60 min", Set.of(0), 11 * SECOND, 11 * SECOND);
    private static final Incident POISON =
            new Incident(FaultKind.POISON, null, "among call-0000", Set.of(0), 13 * SECOND, 14 * SECOND);

    /** Four seconds from the tenth on, of which nothing is heard; and something that is none of it, at the end. */
    private static CallCheck silentCall() throws Exception {
        SpeechCodec codec = SpeechCodec.of(TestModels.tiny(1));
        Call call = Call.many(Call.speech(null, 1), 1, 4, 1).get(0);
        CallCheck check = new CallCheck(Expected.of(codec, call, 2));
        check.begins(10 * SECOND);
        check.begins(20 * SECOND);
        check.packet(new byte[] {1, 2, 3}, 12 * SECOND);
        return check;
    }

    @Test
    void shouldPutDownWhatHappensToTheLastFaultBefore() throws Exception {
        List<Ended> ended = List.of(new Ended("encoder-1", 15 * SECOND));
        Map<String, FaultToll> faults = FaultToll.of(List.of(CLOCK, POISON), List.of(silentCall()), ended);
        FaultToll clock = faults.get("clock");
        FaultToll poison = faults.get("poison");
        // What was spoken up to a second before a fault is on its way then.
        assertEquals(new FaultToll(1, 99, 99, 1, 0, 0, 0), clock);
        assertEquals(1, poison.endedProcesses());
        assertEquals(poison.frames(), poison.lostFrames());
        assertTrue(poison.frames() > 100, poison.toString());
        assertEquals(Set.of("clock", "poison"), faults.keySet());
    }

    @Test
    void shouldTellWhetherPoisonWentAside() {
        SetAside aside = new SetAside();
        aside.expect("voice.pcm", 2, 17);
        assertFalse(report(aside, List.of()).isWhole(), "poison that is nowhere");
        aside.hear(deadLetter("voice.pcm", 2, 17));
        aside.hear(deadLetter("voice.pcm", 2, 17));
        assertTrue(aside.isComplete());
        assertTrue(report(aside, List.of()).isWhole());
        assertFalse(report(aside, List.of(new Ended("decoder-2", 0))).isWhole(), "a process that ended");
        aside.hear(deadLetter("voice.pcm", 2, 18));
        assertEquals(1, report(aside, List.of()).deadLetters());
        assertFalse(report(aside, List.of()).isWhole(), "speech among the dead letters");
    }

    @Test
    void shouldHaveFaultsByNameInItsJson() {
        JsonObject json = new Gson()
                .toJsonTree(report(new SetAside(), List.of()))
                .getAsJsonObject()
                .getAsJsonObject("faults");
        assertEquals(Set.of("clock", "poison"), json.keySet());
        assertTrue(
                json.getAsJsonObject("clock")
                        .keySet()
                        .containsAll(
                                List.of("count", "lostFrames", "changedTokens", "changedSamples", "endedProcesses")),
                json.toString());
    }

    private static ChaosReport report(SetAside aside, List<Ended> ended) {
        Aftermath aftermath = Aftermath.of(List.of(CLOCK, POISON), List.of());
        return ChaosReport.of(5, 1, 7, List.of(), aftermath, 0, aside, ended);
    }

    private static Headers deadLetter(String topic, int partition, long offset) {
        Headers headers = new RecordHeaders();
        Map.of("topic", topic, "partition", partition, "offset", offset)
                .forEach((name, value) ->
                        headers.add("__streams.errors." + name, value.toString().getBytes(StandardCharsets.UTF_8)));
        return headers;
    }
}
