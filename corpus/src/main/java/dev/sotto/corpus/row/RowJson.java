package dev.sotto.corpus.row;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import dev.sotto.BadInputException;
import dev.sotto.token.TokenSequence;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows and failures as lines of JSON: the same row is the same line on every JVM. */
public final class RowJson {

    private static final int MAX_CODEBOOKS = 1024;
    private static final int DECIMALS = 6;

    private RowJson() {}

    /** Writes what belongs between the braces. */
    private interface Body {
        void write(JsonWriter json) throws IOException;
    }

    /** A row with its tokens, {@code [codebook][frame]}. */
    public static String line(TokenRow row) {
        return object(json -> {
            head(json, row);
            tokens(json.name("tokens"), row.tokens());
        });
    }

    /** A row whose tokens lie in a file of their own. */
    static String line(TokenRow row, String file) {
        return object(json -> {
            head(json, row);
            json.name("file").value(file);
        });
    }

    public static String line(FailedFile failed) {
        return object(json -> json.name("id")
                .value(failed.id())
                .name("path")
                .value(failed.path())
                .name("reason")
                .value(failed.reason()));
    }

    private static String object(Body body) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            body.write(json);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void head(JsonWriter json, TokenRow row) throws IOException {
        json.name("id").value(row.id());
        json.name("path").value(row.path());
        json.name("sha256").value(row.sha256());
        json.name("duration").value(decimal(row.seconds()));
        json.name("samples").value(row.samples());
        json.name("sampleRate").value(row.sampleRate());
        json.name("frameRate").value(decimal(row.frameRate()));
        json.name("codebooks").value(row.tokens().numCodebooks());
        json.name("frames").value(row.tokens().numFrames());
        json.name("model").value(row.model());
        for (Map.Entry<String, String> column : row.columns().entrySet()) {
            json.name(column.getKey()).value(column.getValue());
        }
    }

    /** Not as Java prints a double: JVMs do not agree on its digits. */
    public static BigDecimal decimal(double value) {
        BigDecimal rounded =
                new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.setScale(Math.max(0, rounded.scale()));
    }

    /** As text of its own: number by number through a {@code JsonWriter} takes several times as long. */
    private static void tokens(JsonWriter json, TokenSequence tokens) throws IOException {
        StringBuilder text = new StringBuilder(5 * tokens.tokens().length + 8).append('[');
        for (int q = 0; q < tokens.numCodebooks(); q++) {
            text.append(q == 0 ? "[" : ",[");
            for (int t = 0; t < tokens.numFrames(); t++) {
                if (t > 0) {
                    text.append(',');
                }
                text.append(tokens.token(t, q));
            }
            text.append(']');
        }
        json.jsonValue(text.append(']').toString());
    }

    /** What a line says, by name; lists of numbers as {@code List<int[]>}, numbers and strings as strings. */
    public static Map<String, Object> parse(String line) {
        Map<String, Object> values = new LinkedHashMap<>();
        try (JsonReader json = new JsonReader(new StringReader(line))) {
            json.beginObject();
            while (json.hasNext()) {
                String name = json.nextName();
                values.put(name, name.equals("tokens") ? lists(json) : value(json));
            }
            json.endObject();
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new BadInputException("more follows its end");
            }
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            throw new BadInputException("it is no JSON of a row: " + e.getMessage(), e);
        }
        return values;
    }

    private static String value(JsonReader json) throws IOException {
        switch (json.peek()) {
            case STRING, NUMBER:
                return json.nextString();
            default:
                json.skipValue();
                return null;
        }
    }

    private static List<int[]> lists(JsonReader json) throws IOException {
        List<int[]> lists = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            if (lists.size() == MAX_CODEBOOKS) {
                throw new BadInputException("its tokens have more than " + MAX_CODEBOOKS + " codebooks");
            }
            int[] list = new int[64];
            int length = 0;
            json.beginArray();
            while (json.hasNext()) {
                if (length == list.length) {
                    list = Arrays.copyOf(list, length * 2);
                }
                list[length++] = json.nextInt();
            }
            json.endArray();
            lists.add(Arrays.copyOf(list, length));
        }
        json.endArray();
        return lists;
    }
}
