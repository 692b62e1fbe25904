package dev.sotto.neural;

import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.model.Tensor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All convolutions of a model. Each is packed for the kernel on first use, so that encoding alone does not pay for the
 * decoder. Thread-safe; shared by all streams.
 */
public final class NetworkWeights {

    private final CodecConfig config;
    private final MatrixKernel kernel;
    private final Map<String, Tensor> tensors;
    private final Map<String, PackedConvolution> convolutions = new ConcurrentHashMap<>();

    public NetworkWeights(ModelFile model, MatrixKernel kernel) {
        this.config = model.config();
        this.kernel = kernel;
        this.tensors = model.tensors();
    }

    PackedConvolution get(String name) {
        return get(name, 1, 1);
    }

    PackedConvolution get(String name, int stride, int dilation) {
        return convolutions.computeIfAbsent(name, n -> {
            Tensor weight = tensors.get(n + ".weight");
            Tensor bias = tensors.get(n + ".bias");
            return new PackedConvolution(weight, bias, stride, dilation, kernel);
        });
    }

    public CodecConfig config() {
        return config;
    }

    public MatrixKernel kernel() {
        return kernel;
    }
}
