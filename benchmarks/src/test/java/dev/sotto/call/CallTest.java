package dev.sotto.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sotto.audio.Waveform;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CallTest {

    @Test
    void shouldSpreadCallsEvenlyAndSayDifferentThings() throws Exception {
        Waveform clip = Call.speech(null, 1);
        List<Call> calls = Call.many(clip, 8, 30, 4);
        assertEquals(
                List.of(2L, 2L, 2L, 2L),
                List.copyOf(calls.stream()
                        .collect(Collectors.groupingBy(Call::partition, Collectors.counting()))
                        .values()));
        assertEquals(30 * 16_000 + 77 * 3, calls.get(3).length());
        assertFalse(Arrays.equals(calls.get(0).pcm(), 0, 64_000, calls.get(1).pcm(), 0, 64_000));
    }
}
