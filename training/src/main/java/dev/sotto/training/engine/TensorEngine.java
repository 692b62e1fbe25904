package dev.sotto.training.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import dev.sotto.BadInputException;
import java.util.function.Supplier;

/** Starts PyTorch under DJL, once in a process. */
public final class TensorEngine {

    /** What Sotto brings, and what DJL's bridge to it was built for: another version loads and then miscounts. */
    static final String PYTORCH = "2.7.1";

    private static final String FOR_A_GPU = "for a GPU install PyTorch " + PYTORCH
            + " for CUDA 12.8 (pip install torch==" + PYTORCH
            + " --index-url https://download.pytorch.org/whl/cu128), set PYTORCH_LIBRARY_PATH to its folder torch/lib,"
            + " PYTORCH_VERSION to " + PYTORCH + " and PYTORCH_FLAVOR to cu128, or train with --device cpu";

    private TensorEngine() {}

    /**
     * The device to train on.
     *
     * @param name "cpu" or "gpu"
     * @param threads of the CPU; libtorch reads them once, when it starts
     */
    public static Device start(String name, int threads) {
        return start(name, threads, () -> Engine.getEngine("PyTorch"));
    }

    static Device start(String name, int threads, Supplier<Engine> pytorch) {
        boolean gpu = name.equals("gpu");
        if (!gpu && !name.equals("cpu")) {
            throw new BadInputException("--device must be cpu or gpu, is " + name);
        }
        if (threads < 1) {
            throw new BadInputException("--threads must be at least 1, is " + threads);
        }
        // Offline, a mismatch of DJL and libtorch is an error at once instead of a download of gigabytes.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        quiet("ai.djl");
        Engine engine = engine(pytorch);
        if (gpu && engine.getGpuCount() == 0) {
            throw new BadInputException("PyTorch sees no GPU: the build that Sotto brings is for CPUs; " + FOR_A_GPU);
        }
        return gpu ? Device.gpu() : Device.cpu();
    }

    private static Engine engine(Supplier<Engine> pytorch) {
        try {
            return pytorch.get();
        } catch (EngineException | LinkageError e) {
            String place = System.getenv("PYTORCH_LIBRARY_PATH");
            String why = place == null
                    ? "leave PYTORCH_VERSION and PYTORCH_FLAVOR unset to train on the CPU; "
                    : "PYTORCH_LIBRARY_PATH is " + place + ": unset it to train on the CPU; ";
            throw new BadInputException("PyTorch does not start (" + e.getMessage() + "): " + why + FOR_A_GPU, e);
        }
    }

    /** DJL tells of every file that it unpacks; a user sees its errors only, unless a level is set. */
    private static void quiet(String logger) {
        String property = "org.slf4j.simpleLogger.log." + logger;
        if (System.getProperty(property) == null) {
            System.setProperty(property, "error");
        }
    }
}
