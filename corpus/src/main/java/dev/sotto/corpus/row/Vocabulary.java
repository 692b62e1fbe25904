package dev.sotto.corpus.row;

import com.google.gson.GsonBuilder;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * {@code vocabulary.json}: how the tokens of all codebooks become one vocabulary. Token {@code k} of codebook {@code q}
 * is {@code offsets[q] + k}; the special ids follow the last codebook.
 *
 * @param size ids in all, the special ones among them
 * @param special by name
 * @param frameRate frames a second
 * @param hopLength samples of a frame
 * @param delay samples by which decoded sound is late
 * @param model fingerprint, 16 hexadecimal digits
 */
public record Vocabulary(
        int version,
        int size,
        int numCodebooks,
        int codebookSize,
        List<Integer> offsets,
        Map<String, Integer> special,
        double frameRate,
        int sampleRate,
        int hopLength,
        int delay,
        String model) {

    public static final String FILE = "vocabulary.json";

    private static final int VERSION = 1;
    private static final List<String> SPECIAL = List.of("pad", "bos", "eos");

    public static Vocabulary of(ModelFile model, int codebooks) {
        CodecConfig config = model.config();
        int ordinary = codebooks * config.codebookSize();
        Map<String, Integer> special = new LinkedHashMap<>();
        SPECIAL.forEach(name -> special.put(name, ordinary + special.size()));
        return new Vocabulary(
                VERSION,
                ordinary + special.size(),
                codebooks,
                config.codebookSize(),
                IntStream.range(0, codebooks)
                        .mapToObj(q -> q * config.codebookSize())
                        .toList(),
                special,
                config.frameRate(),
                config.sampleRate(),
                config.hopLength(),
                config.delay(),
                model.fingerprint().toString());
    }

    public String json() {
        return new GsonBuilder().setPrettyPrinting().create().toJson(this) + "\n";
    }
}
