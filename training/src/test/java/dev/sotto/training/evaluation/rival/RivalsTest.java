package dev.sotto.training.evaluation.rival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.sotto.audio.Waveform;
import dev.sotto.measure.Stoi;
import dev.sotto.measure.TestSpeech;
import dev.sotto.training.evaluation.measure.Alignment;
import dev.sotto.training.evaluation.program.Programs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RivalsTest {

    @Test
    void shouldNameTheProgramsThatAreMissing(@TempDir Path empty) {
        Rivals rivals = Rivals.found(new Programs(List.of(empty)));

        assertEquals(List.of(), rivals.present());
        assertEquals(List.of("opusenc/opusdec", "c2enc/c2dec", "speexenc/speexdec"), rivals.missing());
    }

    /** With the real programs, where the machine has them: the bitrates are those that their documentation states. */
    @ParameterizedTest
    @CsvSource({
        "Opus 6, 4.5, 7.5, 0.8",
        "Opus 12, 9, 14, 0.9",
        "Codec2 700C, 0.7, 0.9, 0.5",
        "Codec2 3200, 3.0, 3.3, 0.65",
        "Speex q3, 9.5, 10.5, 0.8"
    })
    void shouldCodeSpeech(String name, double leastKbps, double mostKbps, double leastStoi) throws Exception {
        List<Rival> named = Rivals.found(Programs.ofPath()).present().stream()
                .filter(rival -> rival.name().equals(name))
                .toList();
        assumeFalse(named.isEmpty(), "the programs of " + name + " are not on the PATH");
        Waveform speech = TestSpeech.kathleen();

        Rival.Coded coded = named.get(0).code(speech);

        double kbps = coded.payloadBytes() * 8 / speech.seconds() / 1000;
        assertTrue(kbps > leastKbps && kbps < mostKbps, name + ": " + kbps + " kbps");
        double stoi = Stoi.of(speech, Alignment.align(speech, coded.heard()));
        assertTrue(stoi > leastStoi, name + ": STOI " + stoi);
    }
}
