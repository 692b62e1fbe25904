package dev.sotto.streams.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sotto.audio.Pcm16;
import org.junit.jupiter.api.Test;

class SpeechAssemblyTest {

    private final SpeechAssembly assembly = new SpeechAssembly();

    @Test
    void shouldJoinPieces() {
        assembly.add(pcm(1, 2, 3), 0);
        assembly.add(pcm(4, 5), 3);
        assembly.end(5);

        assertSpeech(1, 2, 3, 4, 5);
        assertEquals(0, assembly.missing());
        assertEquals(0, assembly.repeated());
    }

    @Test
    void shouldDropWhatCameTwice() {
        assembly.add(pcm(1, 2, 3), 0);
        assembly.add(pcm(9, 9, 9), 0);
        assembly.add(pcm(9, 4), 2);

        assertSpeech(1, 2, 3, 4);
        assertEquals(4, assembly.repeated());
    }

    @Test
    void shouldHoldThePlaceOfWhatIsMissing() {
        assembly.add(pcm(1), 0);
        assembly.add(pcm(4), 3);
        assembly.end(6);

        assertSpeech(1, 0, 0, 4, 0, 0);
        assertEquals(4, assembly.missing());
    }

    @Test
    void shouldBeginWhereItJoined() {
        assembly.add(pcm(7, 8), 1_000_000_000_000L);
        assembly.end(1_000_000_000_002L);

        assertSpeech(7, 8);
        assertEquals(0, assembly.missing());
    }

    @Test
    void shouldRefuseAPositionFarAwayBeforeItTakesMemory() {
        assembly.add(pcm(1), 0);

        assertThrows(IllegalArgumentException.class, () -> assembly.add(pcm(2), 1L << 40));
        assertThrows(IllegalArgumentException.class, () -> assembly.end(1L << 40));
    }

    private void assertSpeech(int... values) {
        assertArrayEquals(pcm(values), Pcm16.toBytes(assembly.waveform(16_000).samples()));
    }

    private static byte[] pcm(int... values) {
        byte[] pcm = new byte[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            pcm[2 * i] = (byte) values[i];
        }
        return pcm;
    }
}
