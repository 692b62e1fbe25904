package dev.sotto.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** An exported file in ONNX Runtime. What it gives as {@code next.*} it gets as {@code past.*} in the next call. */
final class OnnxSession implements AutoCloseable {

    private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

    private final OrtSession session;
    private final Map<String, OnnxTensor> past = new HashMap<>();

    OnnxSession(byte[] model, int batch) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = ENVIRONMENT.createSession(model, options);
        }
        for (String name : session.getInputNames()) {
            if (name.startsWith("past.")) {
                long[] shape = shape(name);
                shape[0] = batch;
                int size = 1;
                for (long length : shape) {
                    size *= (int) length;
                }
                past.put(name, OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.allocate(size), shape));
            }
        }
    }

    long[] shape(String input) throws OrtException {
        return ((TensorInfo) session.getInputInfo().get(input).getInfo()).getShape();
    }

    int inputs() {
        return session.getInputNames().size();
    }

    Map<String, String> metadata() throws OrtException {
        return session.getMetadata().getCustomMetadata();
    }

    /** {@code tokens [B][Q][F]} of {@code samples [B][T]}. */
    long[][][] tokens(float[][] samples) throws OrtException {
        int length = samples[0].length;
        FloatBuffer all = FloatBuffer.allocate(samples.length * length);
        for (float[] row : samples) {
            all.put(row);
        }
        long[] shape = {samples.length, length};
        try (OnnxTensor tensor = OnnxTensor.createTensor(ENVIRONMENT, all.flip(), shape)) {
            return (long[][][]) run("samples", tensor, "tokens");
        }
    }

    /** {@code parameters [B][S][51]} of {@code tokens [B][Q][F]}. */
    float[][][] parameters(long[][][] tokens) throws OrtException {
        long[] shape = {tokens.length, tokens[0].length, tokens[0][0].length};
        LongBuffer all = LongBuffer.allocate((int) (shape[0] * shape[1] * shape[2]));
        for (long[][] one : tokens) {
            for (long[] codebook : one) {
                all.put(codebook);
            }
        }
        try (OnnxTensor tensor = OnnxTensor.createTensor(ENVIRONMENT, all.flip(), shape)) {
            return (float[][][]) run("tokens", tensor, "parameters");
        }
    }

    private Object run(String input, OnnxTensor tensor, String output) throws OrtException {
        Map<String, OnnxTensorLike> inputs = new LinkedHashMap<>(past);
        inputs.put(input, tensor);
        try (OrtSession.Result result = session.run(inputs)) {
            for (Map.Entry<String, OnnxTensor> entry : past.entrySet()) {
                String next = "next." + entry.getKey().substring("past.".length());
                OnnxTensor given = (OnnxTensor) result.get(next).orElseThrow();
                long[] shape = given.getInfo().getShape();
                entry.getValue().close();
                entry.setValue(OnnxTensor.createTensor(ENVIRONMENT, given.getFloatBuffer(), shape));
            }
            OnnxValue value = result.get(output).orElseThrow();
            return value.getValue();
        }
    }

    @Override
    public void close() throws OrtException {
        past.values().forEach(OnnxTensor::close);
        session.close();
    }
}
