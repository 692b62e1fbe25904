package dev.sotto.neural;

import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.model.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All convolutions of a model, packed for a kernel. Immutable; shared by all streams. */
public final class NetworkWeights {

    private final CodecConfig config;
    private final MatrixKernel kernel;
    private final Map<String, PackedConvolution> convolutions = new HashMap<>();

    public NetworkWeights(ModelFile model, MatrixKernel kernel) {
        this.config = model.config();
        this.kernel = kernel;
        Map<String, Tensor> tensors = model.tensors();
        for (int s = 0; s < config.numStages(); s++) {
            pack(tensors, "encoder." + s + ".down", config.strides().get(s), 1);
            packUnits(tensors, "encoder." + s, config.encoderDilations().get(s));
            packUnits(tensors, "decoder." + s, config.decoderDilations().get(s));
            pack(tensors, "decoder." + s + ".up", 1, 1);
        }
        pack(tensors, "encoder.out", 1, 1);
        pack(tensors, "decoder.in", 1, 1);
    }

    private void packUnits(Map<String, Tensor> tensors, String stage, List<Integer> dilations) {
        for (int u = 0; u < dilations.size(); u++) {
            pack(tensors, stage + ".unit" + u + ".conv", 1, dilations.get(u));
            pack(tensors, stage + ".unit" + u + ".mix", 1, 1);
        }
    }

    private void pack(Map<String, Tensor> tensors, String name, int stride, int dilation) {
        Tensor weight = tensors.get(name + ".weight");
        Tensor bias = tensors.get(name + ".bias");
        convolutions.put(name, new PackedConvolution(weight, bias, stride, dilation, kernel));
    }

    PackedConvolution get(String name) {
        return convolutions.get(name);
    }

    public CodecConfig config() {
        return config;
    }

    public MatrixKernel kernel() {
        return kernel;
    }
}
