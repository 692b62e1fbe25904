package dev.sotto.corpus.recording;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * Files of a folder that were not taken for recordings: among thousands nobody would miss one that is not mentioned.
 *
 * @param bySuffix how many, such as {@code .txt}: 2
 */
public record LeftOut(Map<String, Integer> bySuffix) {

    public static final LeftOut NOTHING = new LeftOut(Map.of());

    public boolean isEmpty() {
        return bySuffix.isEmpty();
    }

    public String sentence() {
        return bySuffix.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", ", "Left out, as their names are not those of audio files: ", "."));
    }
}
