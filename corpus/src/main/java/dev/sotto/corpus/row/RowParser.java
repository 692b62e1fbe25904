package dev.sotto.corpus.row;

import dev.sotto.BadInputException;
import dev.sotto.token.TokenSequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes rows of what lies in files, and trusts none of it. */
public final class RowParser {

    private static final double MAX_RATE = 1e6;

    private RowParser() {}

    /** @throws BadInputException saying what is wrong with a line, but not which line */
    public static TokenRow parse(String line) {
        Map<String, Object> values = RowJson.parse(line);
        Object tokens = values.remove("tokens");
        if (!(tokens instanceof List<?> lists)) {
            throw new BadInputException("it has no tokens");
        }
        return row(values, sequence(lists));
    }

    static TokenRow row(Map<String, Object> values, TokenSequence tokens) {
        Map<String, String> columns = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!TokenRow.isOwn(name)) {
                columns.put(name, (String) value);
            }
        });
        long samples = (long) number(values, "samples", TokenRow.ALL, Long.MAX_VALUE);
        return new TokenRow(
                text(values, "id"),
                text(values, "path"),
                text(values, "sha256"),
                samples,
                (int) number(values, "sampleRate", 0, MAX_RATE),
                number(values, "frameRate", 0, MAX_RATE),
                (String) values.get("model"),
                columns,
                tokens);
    }

    private static String text(Map<String, Object> values, String name) {
        return values.get(name) instanceof String text ? text : "";
    }

    /** The smallest that is allowed where there is none. */
    private static double number(Map<String, Object> values, String name, double min, double max) {
        if (!(values.get(name) instanceof String text)) {
            return min;
        }
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new BadInputException("its " + name + " is no number", e);
        }
        if (!(value >= min && value <= max)) {
            throw new BadInputException("its " + name + " cannot be " + text);
        }
        return value;
    }

    /**
     * @param lists an {@code int[]} a codebook
     * @throws BadInputException for none, or if they are not all as long
     */
    public static TokenSequence sequence(List<?> lists) {
        if (lists.isEmpty()) {
            throw new BadInputException("it has no codebooks");
        }
        int codebooks = lists.size();
        int frames = ((int[]) lists.get(0)).length;
        int[] tokens = new int[Math.multiplyExact(frames, codebooks)];
        for (int q = 0; q < codebooks; q++) {
            int[] list = (int[]) lists.get(q);
            if (list.length != frames) {
                throw new BadInputException("its codebooks have " + frames + " and " + list.length + " frames");
            }
            for (int t = 0; t < frames; t++) {
                tokens[t * codebooks + q] = list[t];
            }
        }
        return new TokenSequence(codebooks, tokens);
    }
}
