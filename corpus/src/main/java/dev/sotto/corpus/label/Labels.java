package dev.sotto.corpus.label;

import dev.sotto.BadInputException;
import dev.sotto.corpus.recording.Corpus;
import dev.sotto.corpus.recording.Recording;
import dev.sotto.corpus.recording.RecordingFinder;
import dev.sotto.token.TokenSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A CSV of labels: {@code path} from its own folder on, {@code start} and {@code end} in seconds, and the label. Where
 * start and end are empty, or are no columns at all, a label is that of the whole recording.
 */
public final class Labels {

    /** Counts for each token are kept of each label. */
    private static final int MOST = 20_000;

    private static final String START = "start";
    private static final String END = "end";

    private final Path file;
    private final Map<Path, List<Span>> spans = new HashMap<>();
    private final List<String> names;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final boolean whole;

    private record Span(double start, double end, String label) {}

    private Labels(Path file, String column, Corpus rows) {
        this.file = file;
        boolean timed = false;
        boolean untimed = false;
        for (Recording row : rows.recordings()) {
            String label = row.columns().get(column);
            if (label == null || label.isBlank()) {
                continue;
            }
            Span span = span(row, label);
            timed |= span.end < Double.POSITIVE_INFINITY;
            untimed |= span.end == Double.POSITIVE_INFINITY;
            spans.computeIfAbsent(key(row.path()), path -> new ArrayList<>()).add(span);
        }
        if (timed == untimed) {
            throw new BadInputException(
                    file + (timed ? " has labels with times and without: keep to one kind" : " holds no label at all"));
        }
        whole = untimed;
        TreeSet<String> sorted = new TreeSet<>();
        spans.values().forEach(list -> list.forEach(span -> sorted.add(span.label)));
        if (sorted.size() > MOST) {
            throw new BadInputException(
                    file + " has " + sorted.size() + " different labels: at most " + MOST + " can be counted");
        }
        names = List.copyOf(sorted);
        names.forEach(name -> numbers.put(name, numbers.size()));
        spans.values().forEach(list -> list.sort(Comparator.comparingDouble(Span::start)));
    }

    /**
     * @param column that holds the labels
     * @throws BadInputException where the file is not as it should be
     */
    public static Labels read(Path file, String column) throws IOException {
        if (!Files.isRegularFile(file) || !file.toString().endsWith(".csv")) {
            throw new BadInputException(file + " is no CSV file with labels: name one with --labels");
        }
        Corpus rows = RecordingFinder.find(List.of(file.toString()));
        if (!rows.columns().contains(column)) {
            throw new BadInputException(
                    file + " has no column '" + column + "': name the one with the labels with --label-column");
        }
        return new Labels(file, column, rows);
    }

    private Span span(Recording row, String label) {
        String start = row.columns().get(START);
        String end = row.columns().get(END);
        boolean none = (start == null || start.isBlank()) && (end == null || end.isBlank());
        if (none) {
            return new Span(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, label);
        }
        try {
            Span span = new Span(Double.parseDouble(start), Double.parseDouble(end), label);
            if (span.start >= 0 && span.start < span.end && span.end < Double.POSITIVE_INFINITY) {
                return span;
            }
        } catch (NumberFormatException | NullPointerException e) {
            // said below
        }
        throw new BadInputException(file + " has a label of " + row.path() + " from '" + start + "' to '" + end
                + "': start and end are seconds, or both empty");
    }

    private static Path key(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** In alphabetical order; a label's number is its place here. */
    public List<String> names() {
        return names;
    }

    /** Whether they are of whole recordings. */
    public boolean areOfRecordings() {
        return whole;
    }

    /**
     * A recording's tokens with the label that each frame has in its middle. What a frame's tokens say comes out of the
     * decoder late: so much earlier is the sound that they are of.
     *
     * @param path of the recording
     * @param late seconds
     */
    public LabelledTokens label(Path path, TokenSequence tokens, double frameRate, double late) {
        int[] labels = new int[tokens.numFrames()];
        List<Span> here = spans.getOrDefault(key(path), List.of());
        int next = 0;
        for (int t = 0; t < labels.length; t++) {
            double middle = (t + 0.5) / frameRate - late;
            while (next < here.size() && here.get(next).end <= middle) {
                next++;
            }
            boolean labelled = next < here.size() && here.get(next).start <= middle;
            labels[t] = labelled ? numbers.get(here.get(next).label) : LabelledTokens.NONE;
        }
        return new LabelledTokens(tokens, labels);
    }
}
