package dev.sotto.corpus.row;

import com.google.gson.Gson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * What Hugging Face's {@code datasets} is told of a table: the features, as JSON in the Parquet file and as YAML in the
 * card, and where the data lie.
 */
final class HubDataset {

    static final String FILE = "data/train-00000-of-00001.parquet";
    static final String CARD = "README.md";

    /** Under which {@code datasets} looks for features in a Parquet file. */
    static final String METADATA = "huggingface";

    private static final Gson GSON = new Gson();

    private HubDataset() {}

    private static String dtype(Type field) {
        if (field.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation) {
            return "string";
        }
        return switch (field.asPrimitiveType().getPrimitiveTypeName()) {
            case INT32 -> "int32";
            case INT64 -> "int64";
            case DOUBLE -> "float64";
            default -> throw new IllegalArgumentException(field.toString());
        };
    }

    /** The value of {@link #METADATA}. */
    static String features(MessageType schema) {
        Map<String, Object> features = new LinkedHashMap<>();
        for (Type field : schema.getFields()) {
            features.put(field.getName(), feature(field));
        }
        return GSON.toJson(Map.of("info", Map.of("features", features)));
    }

    private static Map<String, Object> feature(Type field) {
        Map<String, Object> feature = new LinkedHashMap<>();
        if (field.isPrimitive()) {
            feature.put("dtype", dtype(field));
            feature.put("_type", "Value");
        } else if (field.getName().equals(ParquetSchema.AUDIO)) {
            feature.put("_type", "Audio");
        } else {
            feature.put("feature", feature(element(field.asGroupType())));
            feature.put("_type", "Sequence");
        }
        return feature;
    }

    private static Type element(GroupType list) {
        return list.getType(0).asGroupType().getType(0);
    }

    /** The page that the Hub shows, with what {@code datasets} reads at its head. */
    static String card(MessageType schema, Vocabulary vocabulary, int rows, double seconds) {
        StringBuilder card =
                new StringBuilder("---\ntags:\n- speech\n- tokens\n- sotto\nconfigs:\n- config_name: default\n"
                        + "  data_files:\n  - split: train\n    path: data/train-*\ndataset_info:\n  features:\n");
        for (Type field : schema.getFields()) {
            card.append("  - name: ").append(GSON.toJson(field.getName())).append('\n');
            if (field.isPrimitive()) {
                card.append("    dtype: ").append(dtype(field)).append('\n');
            } else if (field.getName().equals(ParquetSchema.AUDIO)) {
                card.append("    dtype: audio\n");
            } else {
                card.append("    sequence:\n      sequence: int32\n");
            }
        }
        card.append("---\n\n# Speech and its tokens\n\n");
        card.append(String.format(
                Locale.ROOT,
                "%d recordings, %.2f hours, with the tokens of the Sotto speech codec: %d codebooks of %d, %s frames a"
                        + " second.%n%n",
                rows,
                seconds / 3600,
                vocabulary.numCodebooks(),
                vocabulary.codebookSize(),
                RowJson.decimal(vocabulary.frameRate()).toPlainString()));
        card.append("- `audio`: the recording as it was, in its own format and rate\n"
                + "- `tokens`: `[codebooks, frames]`; `vocabulary.json` says how they become one vocabulary\n"
                + "- `model`: the fingerprint of the codec's model, here `" + vocabulary.model()
                + "`; only that model turns the tokens back into sound\n"
                + "- `duration`: seconds; `samples`, `sampleRate`: of the sound that was tokenised\n\n"
                + "```py\nfrom datasets import load_dataset\n\nrows = load_dataset(\"NAME\", split=\"train\")\n```\n\n"
                + "Who publishes this adds the licence of the recordings to the head of this page (`license:`).\n");
        return card.toString().replace("\r\n", "\n");
    }

    /** Of the table with a column of audio. */
    static MessageType schema(List<String> columns) {
        return ParquetSchema.of(columns, true);
    }
}
