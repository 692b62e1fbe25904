package dev.sotto.training.evaluation.page;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.picture.SpectrogramPicture;
import dev.sotto.training.evaluation.EvaluationListener;
import dev.sotto.training.evaluation.measure.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** Some of the clips to listen to and to look at: writes their sounds and spectrograms while they are scored. */
public final class ClipCards implements EvaluationListener {

    static final String AUDIO = "audio";
    static final String PICTURES = "spectrograms";
    static final int PICTURE_WIDTH = 640;
    static final int PICTURE_HEIGHT = 176;

    private final Path folder;
    private final List<String> names;
    private final List<Waveform> clips;
    private final Set<Integer> codebooks;
    private final IntConsumer progress;
    private final Map<Integer, List<Card>> cards = new TreeMap<>();

    /**
     * One sound of a clip.
     *
     * @param rendition null for the original
     * @param file name of its files, without their ending
     */
    record Card(String name, Rendition rendition, String file) {}

    /**
     * @param folder of the page
     * @param names of the clips
     * @param most how many clips; they are taken from all over the list
     * @param codebooks which of our bitrates to hear
     */
    public ClipCards(
            Path folder,
            List<String> names,
            List<Waveform> clips,
            int most,
            Set<Integer> codebooks,
            IntConsumer progress)
            throws IOException {
        this.folder = folder;
        this.names = names;
        this.clips = clips;
        this.codebooks = codebooks;
        this.progress = progress;
        Files.createDirectories(folder.resolve(AUDIO));
        Files.createDirectories(folder.resolve(PICTURES));
        int count = Math.min(most, clips.size());
        for (int i = 0; i < count; i++) {
            int clip = (int) ((long) i * clips.size() / count);
            cards.put(clip, new ArrayList<>());
            add(clip, "Original", clips.get(clip), null);
        }
    }

    @Override
    public void heard(int clip, Rendition rendition) throws IOException {
        boolean wanted = rendition.codebooks() == 0 || codebooks.contains(rendition.codebooks());
        if (wanted && cards.containsKey(clip)) {
            add(clip, rendition.name(), rendition.sound(), rendition);
        }
    }

    /** The map is complete, and each of its lists belongs to the one thread that scores the clip. */
    private void add(int clip, String name, Waveform sound, Rendition rendition) throws IOException {
        String file = String.format(
                Locale.ROOT,
                "clip%03d-%s",
                clip + 1,
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-"));
        AudioFiles.writeWav(sound, folder.resolve(AUDIO).resolve(file + ".wav"));
        SpectrogramPicture.write(
                SpectrogramPicture.panel(sound, clips.get(clip), PICTURE_WIDTH, PICTURE_HEIGHT),
                folder.resolve(PICTURES).resolve(file + ".png"));
        cards.get(clip).add(new Card(name, rendition, file));
    }

    @Override
    public void clipsDone(int count) {
        progress.accept(count);
    }

    String html() {
        StringBuilder html = new StringBuilder();
        cards.forEach((clip, sounds) -> {
            html.append(String.format(
                    Locale.ROOT,
                    "<section class=\"clip\">\n<h3>Clip %d <small>%s, %.1f s</small></h3>\n<div class=\"cards\">\n",
                    clip + 1,
                    Html.escape(names.get(clip)),
                    clips.get(clip).seconds()));
            sounds.forEach(card -> html.append(card(clip + 1, card)));
            html.append("</div>\n</section>\n");
        });
        return html.toString();
    }

    private static String card(int number, Card card) {
        String family = card.rendition() == null
                ? "original"
                : card.rendition().family().equals("Sotto") ? "ours" : "rival";
        return String.format(
                Locale.ROOT,
                "<figure class=\"%s\">\n<figcaption><strong>%s</strong>%s</figcaption>\n"
                        + "<img src=\"%s/%s.png\" width=\"%d\" height=\"%d\" loading=\"lazy\""
                        + " alt=\"Spectrogram of clip %d, %s\">\n"
                        + "<audio controls preload=\"none\" src=\"%s/%s.wav\" aria-label=\"Clip %d, %s\"></audio>\n"
                        + "</figure>\n",
                family,
                Html.escape(card.name()),
                figures(card.rendition()),
                PICTURES,
                card.file(),
                PICTURE_WIDTH,
                PICTURE_HEIGHT,
                number,
                Html.escape(card.name()),
                AUDIO,
                card.file(),
                number,
                Html.escape(card.name()));
    }

    private static String figures(Rendition rendition) {
        if (rendition == null) {
            return "";
        }
        StringBuilder figures = new StringBuilder(String.format(Locale.ROOT, "%.2f kbps", rendition.kbps()));
        for (Measure measure : List.of(Measure.ENVELOPE_ERROR, Measure.MEL_DISTANCE)) {
            Double value = rendition.scores().get(measure);
            if (value != null) {
                figures.append(", ").append(measure.heading()).append(' ').append(measure.text(value));
            }
        }
        return " <span>" + figures + "</span>";
    }

    boolean isEmpty() {
        return cards.isEmpty();
    }
}
