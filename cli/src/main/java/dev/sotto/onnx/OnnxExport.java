package dev.sotto.onnx;

import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import java.util.Map;
import java.util.TreeMap;

/** A model as two ONNX files, for whole sounds or for streams; the same model always gives the same bytes. */
public final class OnnxExport {

    private static final String ENCODER = "Sotto's encoder: samples, 16 kHz mono in [-1, 1), become tokens.";
    private static final String DECODER =
            "Sotto's decoder: tokens become parameters of speech, a row every 5 ms, for the synthesiser.";

    private final ModelFile model;
    private final Map<String, String> metadata;

    /** @param card what else the files are to say of themselves: licence, training data */
    public OnnxExport(ModelFile model, Map<String, String> card) {
        this.model = model;
        this.metadata = new TreeMap<>(model.metadata());
        metadata.putAll(card);
        CodecConfig config = model.config();
        metadata.put("model", model.fingerprint().toString());
        metadata.put("sampleRate", Integer.toString(config.sampleRate()));
        metadata.put("hopLength", Integer.toString(config.hopLength()));
        metadata.put("delay", Integer.toString(config.delay()));
        metadata.put("numCodebooks", Integer.toString(config.numCodebooks()));
        metadata.put("codebookSize", Integer.toString(config.codebookSize()));
    }

    /** @param streaming with the past as inputs and outputs */
    public byte[] encoder(boolean streaming) {
        return new EncoderGraph(model, streaming).build().model("encoder", ENCODER, metadata);
    }

    /** @param streaming with the past as inputs and outputs */
    public byte[] decoder(boolean streaming) {
        return new DecoderGraph(model, streaming).build().model("decoder", DECODER, metadata);
    }
}
