package dev.sotto.training.evaluation.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import dev.sotto.training.evaluation.Evaluation;
import dev.sotto.training.evaluation.EvaluationPlan;
import dev.sotto.training.evaluation.rival.Rivals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationPageTest {

    private static final List<Waveform> CLIPS =
            List.of(TestAudio.speech(1, 0.8), TestAudio.speech(2, 0.8), TestAudio.speech(3, 0.8));

    @TempDir
    private Path folder;

    private String page(int clips) throws IOException {
        SpeechCodec codec = SpeechCodec.of(TestModels.tiny(1));
        ClipCards cards =
                new ClipCards(folder, List.of("a<b>.wav", "b.wav", "c.wav"), CLIPS, clips, Set.of(1, 4), done -> {});
        Evaluation evaluation = new EvaluationPlan(
                        codec, List.of(1, 4), Rivals.NONE, List.of(-6.0), List.of(), Optional.empty(), 2)
                .run(CLIPS, cards);
        return Files.readString(new EvaluationPage(evaluation, "mo<d>el & co", cards).write(folder));
    }

    @Test
    void shouldNeedNothingThatIsNotThere() throws IOException {
        String page = page(2);

        assertFalse(Pattern.compile("https?:|<script|<link|@import|url\\(")
                .matcher(page)
                .find());
        Matcher source = Pattern.compile(" src=\"([^\"]+)\"").matcher(page);
        int sources = 0;
        while (source.find()) {
            assertTrue(Files.size(folder.resolve(source.group(1))) > 100, source.group(1));
            sources++;
        }
        // Two clips: the original and two bitrates of each, a picture and a sound of each.
        assertEquals(2 * 3 * 2, sources);
    }

    @Test
    void shouldWriteSoundsAsLongAsTheClips() throws IOException {
        page(3);

        Waveform original = AudioFiles.read(folder.resolve("audio/clip002-original.wav"));
        Waveform ours = AudioFiles.read(folder.resolve("audio/clip002-sotto-1.2.wav"));
        assertEquals(CLIPS.get(1).length(), original.length());
        assertEquals(CLIPS.get(1).length(), ours.length());
    }

    @Test
    void shouldShowTablesAndPlots() throws IOException {
        String page = page(0);

        assertTrue(page.contains("<th scope=\"row\">Sotto, 4 codebooks</th><td>1.20</td>"), page);
        assertTrue(page.contains("STOI, a prediction of intelligibility</text>"));
        assertFalse(page.contains("PESQ-WB"), "there is none here");
        assertTrue(page.contains("There is no PESQ"));
        assertFalse(page.contains("Listen and look"));
    }

    @Test
    void shouldLeadWithWhatOneHearsAndSayOfWhichModel() throws IOException {
        String page = page(1);

        assertTrue(page.contains(String.format(
                "fingerprint <strong>%s</strong>", TestModels.tiny(1).fingerprint())));
        int listen = page.indexOf("Listen and look");
        int sound = page.indexOf("How it sounds");
        int envelope = page.indexOf("<th scope=\"col\">envelope dB</th>");
        int stoi = page.indexOf("<th scope=\"col\">STOI</th>");
        assertTrue(0 < listen && listen < sound && sound < envelope && envelope < stoi, page);
        assertTrue(page.contains("<th scope=\"row\">Original</th>"));
        assertTrue(page.contains("A prediction of intelligibility"));
    }

    @Test
    void shouldHaveNoMoreOfOursToHearThanWanted() throws IOException {
        SpeechCodec codec = SpeechCodec.of(TestModels.tiny(1));
        ClipCards cards = new ClipCards(folder, List.of("a", "b", "c"), CLIPS, 1, Set.of(2), done -> {});
        new EvaluationPlan(codec, List.of(1, 2, 4), Rivals.NONE, List.of(), List.of(), Optional.empty(), 2)
                .run(CLIPS, cards);

        assertEquals(2, count(cards.html(), "<figure"), cards.html());
        assertTrue(cards.html().contains("Sotto 0.6"), cards.html());
    }

    @Test
    void shouldTakeNamesForText() throws IOException {
        String page = page(1);

        assertTrue(page.contains("mo&lt;d&gt;el &amp; co"));
        assertTrue(page.contains("a&lt;b&gt;.wav"));
    }

    @Test
    void shouldCloseWhatItOpens() throws IOException {
        String page = page(1);

        for (String tag : List.of("section", "div", "table", "tbody", "tr", "th", "td", "figure", "svg", "g", "text")) {
            assertEquals(count(page, "<" + tag + "[ >]"), count(page, "</" + tag + ">"), tag);
        }
    }

    private static long count(String page, String pattern) {
        return Pattern.compile(pattern).matcher(page).results().count();
    }
}
