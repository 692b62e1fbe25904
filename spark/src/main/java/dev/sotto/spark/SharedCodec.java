package dev.sotto.spark;

import dev.sotto.BadInputException;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.ModelFile;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/** Travels to executors, where all tasks of a JVM share one codec. */
final class SharedCodec implements Serializable {

    private static final long serialVersionUID = 1;

    /** By the model's fingerprint. */
    private static final Map<String, SpeechCodec> CODECS = new ConcurrentHashMap<>();

    private final String fingerprint;

    /** Null for the model inside the jar, which is there already. */
    private final Broadcast<byte[]> bytes;

    private SharedCodec(String fingerprint, Broadcast<byte[]> bytes) {
        this.fingerprint = fingerprint;
        this.bytes = bytes;
    }

    /**
     * @param file a model's bytes; empty for the model inside the jar
     * @throws BadInputException for what is no model
     */
    static SharedCodec of(SparkSession session, Optional<byte[]> file) {
        ModelFile model = file.map(bytes -> ModelFile.read(bytes, "the model")).orElseGet(ModelFile::bundled);
        String fingerprint = model.fingerprint().toString();
        CODECS.computeIfAbsent(fingerprint, unused -> SpeechCodec.of(model));
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        return new SharedCodec(fingerprint, file.map(context::broadcast).orElse(null));
    }

    SpeechCodec codec() {
        return CODECS.computeIfAbsent(
                fingerprint,
                unused -> bytes == null
                        ? SpeechCodec.bundled()
                        : SpeechCodec.of(ModelFile.read(bytes.value(), "the model")));
    }
}
