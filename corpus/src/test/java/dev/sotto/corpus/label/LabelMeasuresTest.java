package dev.sotto.corpus.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.BadInputException;
import dev.sotto.token.TokenSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelMeasuresTest {

    private static final int FRAME_RATE = 50;
    private static final int SIZE = 8;

    @TempDir
    private Path folder;

    private Labels labels(String... lines) throws IOException {
        Path file = folder.resolve("labels.csv");
        Files.write(file, List.of(lines));
        return Labels.read(file, "label");
    }

    private LabelledTokens label(Labels labels, String name, int... tokens) {
        return labels.label(folder.resolve(name), new TokenSequence(1, tokens), FRAME_RATE, 0);
    }

    @Test
    void shouldGiveAFrameTheLabelOfItsMiddle() throws IOException {
        Labels labels = labels("path,start,end,label", "a.wav,0.05,0.09,B", "a.wav,0.00,0.03,A", "b.wav,0,1,C");

        assertEquals(List.of("A", "B", "C"), labels.names());
        int none = LabelledTokens.NONE;
        // Middles at 10, 30, 50, 70, 90 ms: an end is no part of what it ends.
        assertArrayEquals(
                new int[] {0, none, 1, 1, none},
                label(labels, "a.wav", 1, 2, 3, 4, 5).labels());
        assertArrayEquals(new int[] {none}, label(labels, "c.wav", 1).labels());
        // Half a frame late: 0, 20 and 40 ms.
        TokenSequence late = new TokenSequence(1, new int[] {1, 2, 3});
        LabelledTokens labelled = labels.label(folder.resolve("a.wav"), late, FRAME_RATE, 0.01);
        assertArrayEquals(new int[] {0, 0, none}, labelled.labels());
        assertTrue(!labels.areOfRecordings());
        Labels whole = labels("path,label", "a.wav,x");
        assertTrue(whole.areOfRecordings());
        assertArrayEquals(
                new int[] {0, 0, 0},
                whole.label(folder.resolve("a.wav"), late, FRAME_RATE, 0.025).labels());
    }

    @Test
    void shouldRefuseLabelsThatCannotBeUsed() {
        for (String row : List.of("a.wav,1,x,A", "a.wav,,2,A", "a.wav,2,1,A", "a.wav,0,NaN,A", "a.wav,-1,2,A")) {
            assertTrue(assertThrows(BadInputException.class, () -> labels("path,start,end,label", row))
                    .getMessage()
                    .contains("start and end are seconds"));
        }
        for (String[] rows : new String[][] {
            {"path,start,end,label", "a.wav,0,1,A", "a.wav,,,B"}, {"path,label", "a.wav,"}, {"path,start", "a.wav,0"}
        }) {
            assertThrows(BadInputException.class, () -> labels(rows));
        }
        assertThrows(BadInputException.class, () -> Labels.read(folder, "label"));
    }

    /** Four recordings of two labels in turn; {@code tokens} gives the token of a label. */
    private LabelMeasures timed(IntUnaryOperator tokens) throws IOException {
        Labels labels = labels(
                "path,start,end,label",
                "0.wav,0,1,A",
                "0.wav,1,2,B",
                "1.wav,0,1,B",
                "1.wav,1,2,A",
                "2.wav,0,1,A",
                "2.wav,1,2,B",
                "3.wav,0,1,B",
                "3.wav,1,2,A");
        List<LabelledTokens> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int[] sequence = new int[2 * FRAME_RATE];
            for (int t = 0; t < sequence.length; t++) {
                sequence[t] = tokens.applyAsInt(t / FRAME_RATE ^ i % 2);
            }
            all.add(label(labels, i + ".wav", sequence));
        }
        return LabelMeasures.of(all, labels, SIZE);
    }

    @Test
    void shouldTellTokensThatKnowTheirLabelFromThoseThatDoNot() throws IOException {
        LabelMeasures knowing = timed(label -> 3 - label);
        assertEquals(0.5, knowing.chance());
        assertEquals(1, knowing.labelEntropy(), 1e-9);
        for (LabelMeasures.Measure measure : List.of(knowing.codebooks().get(0), knowing.all())) {
            assertEquals(1, measure.accuracy());
            assertEquals(1, measure.mutualInformation(), 0.05);
            assertEquals(1, measure.purity());
        }

        SplittableRandom random = new SplittableRandom(1);
        LabelMeasures ignorant = timed(label -> random.nextInt(2));
        assertEquals(0.5, ignorant.codebooks().get(0).accuracy(), 0.1);
        assertEquals(0, ignorant.codebooks().get(0).mutualInformation(), 0.05);

        LabelMeasures constant = timed(label -> 5);
        assertEquals(0, constant.codebooks().get(0).mutualInformation(), 1e-9);
        assertEquals(0.5, constant.codebooks().get(0).purity());
    }

    @Test
    void shouldKnowASpeakerByTheHistogramOfHisOtherRecordings() throws IOException {
        Labels labels = labels("path,label", "a1.wav,A", "a2.wav,A", "b1.wav,B", "b2.wav,B", "c.wav,C");
        List<LabelledTokens> all = List.of(
                label(labels, "a1.wav", 1, 1, 2, 1),
                label(labels, "a2.wav", 1, 1, 1, 1),
                label(labels, "b1.wav", 2, 2, 3, 2),
                label(labels, "b2.wav", 1, 1, 2, 1),
                label(labels, "c.wav", 1, 1, 1, 1));
        LabelMeasures measures = LabelMeasures.of(all, labels, SIZE);

        assertTrue(measures.ofRecordings());
        // C has no second recording; B's second sounds like A; B's first is nearest to that.
        assertEquals(4, measures.asked());
        assertEquals(0.5, measures.chance());
        assertEquals(0.75, measures.all().accuracy());
        assertEquals(5, measures.recordings());
        assertThrows(BadInputException.class, () -> LabelMeasures.of(all.subList(3, 5), labels, SIZE));
    }
}
