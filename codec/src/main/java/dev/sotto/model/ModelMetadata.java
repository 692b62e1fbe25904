package dev.sotto.model;

import com.google.gson.Gson;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a safetensors file of ours says of itself: {@code format}, {@code version} and, as JSON, {@code config}.
 *
 * @param format tells one kind of file from another
 * @param version generation of the format: another one cannot be run
 * @param noun what messages call the kind
 * @param type of the configuration, a record whose constructor refuses what cannot be used
 */
public record ModelMetadata<C>(String format, String version, String noun, Class<C> type) {

    private static final Gson GSON = new Gson();

    /** @throws ModelFormatException if the file is of another kind or version, or its configuration cannot be used */
    public C config(Map<String, String> metadata) {
        if (!format.equals(metadata.get("format"))) {
            throw new ModelFormatException("it is no " + noun + " of Sotto's");
        }
        if (!version.equals(metadata.get("version"))) {
            throw new ModelFormatException("it is of version " + metadata.get("version")
                    + ", this program runs version " + version + " alone");
        }
        C config;
        try {
            config = GSON.fromJson(metadata.get("config"), type);
        } catch (RuntimeException e) { // Gson wraps what the record's constructor throws in one of several ways
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            boolean known = cause instanceof IllegalArgumentException;
            throw new ModelFormatException("its configuration cannot be used: "
                    + (known ? cause.getMessage() : "an entry is missing or wrong"));
        }
        if (config == null) {
            throw new ModelFormatException("it has no configuration");
        }
        return config;
    }

    /**
     * The metadata of a file of this configuration, in an order that depends on nothing else.
     *
     * @param card further metadata: training data, licences, steps
     */
    public Map<String, String> with(C config, Map<String, String> card) {
        Map<String, String> own = Map.of("format", format, "version", version, "config", GSON.toJson(config));
        if (!Collections.disjoint(card.keySet(), own.keySet())) {
            throw new IllegalArgumentException("the card must not contain format, version or config");
        }
        Map<String, String> metadata = new TreeMap<>(card);
        metadata.putAll(own);
        return metadata;
    }
}
